package io.mscon.submit;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at a prepared dataset. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Prints what a prepared dataset holds, and writes it as an HTML page.")
final class DescribeCommand extends StageCommand {
  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The page (default: description.html in the dataset's folder).")
  private String output;

  DescribeCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    context().print(stages.describe(setup, output));
  }
}
