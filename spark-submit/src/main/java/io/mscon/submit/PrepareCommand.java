package io.mscon.submit;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a dataset of a raw corpus. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Makes a dataset of a raw corpus.")
final class PrepareCommand extends StageCommand {
  @Option(
      names = "--read-all",
      description =
          "Read and decode every picture, even those whose files are as long and as old as when an"
              + " earlier preparation read them.")
  private boolean readAll;

  PrepareCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    context().print(prepare(stages, setup, readAll));
  }
}
