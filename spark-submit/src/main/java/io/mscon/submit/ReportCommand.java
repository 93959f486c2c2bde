package io.mscon.submit;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Writes and prints the table of a run. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Writes and prints the table of a run.")
final class ReportCommand extends StageCommand {
  ReportCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    context().print(stages.report(setup));
  }
}
