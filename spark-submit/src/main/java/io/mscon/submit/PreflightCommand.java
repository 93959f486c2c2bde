package io.mscon.submit;

import io.mscon.spark.preflight.PreflightReport;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Looks whether a training could start, and tells how much memory it would take. */
@Command(
    name = "preflight",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Looks whether a training could start, and how much memory it would take.")
final class PreflightCommand extends StageCommand {
  PreflightCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    stages.requireEngine(setup);
    PreflightReport report = stages.preflight(setup);
    context().print(report.toString());
    report.throwIfAny();
  }
}
