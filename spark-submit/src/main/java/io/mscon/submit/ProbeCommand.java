package io.mscon.submit;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Fits linear probes on the frozen encoder of a run. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Fits linear probes on the frozen encoder of a run.")
final class ProbeCommand extends StageCommand {
  ProbeCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    stages.requireEngine(setup);
    context().print(stages.probe(setup));
  }
}
