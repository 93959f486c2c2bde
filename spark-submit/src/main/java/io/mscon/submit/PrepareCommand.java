package io.mscon.submit;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Makes a dataset of a raw corpus. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Makes a dataset of a raw corpus.")
final class PrepareCommand extends StageCommand {
  PrepareCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    context().print(stages.prepare(setup));
  }
}
