package io.mscon.submit;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Writes the report of a run and prints its table. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Writes report.html, MODEL_CARD.md and report.md of a run; prints the last.")
final class ReportCommand extends StageCommand {
  ReportCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    context().print(stages.report(setup));
  }
}
