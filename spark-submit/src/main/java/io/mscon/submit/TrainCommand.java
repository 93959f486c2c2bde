package io.mscon.submit;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains an encoder on a prepared dataset. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Trains an encoder on a prepared dataset.")
final class TrainCommand extends StageCommand {
  @Option(names = "--resume", description = "Go on from the last checkpoint of the run.")
  private boolean resume;

  TrainCommand(Context context) {
    super(context);
  }

  @Override
  void run(Stages stages, RunSetup setup) throws IOException {
    stages.requireEngine(setup);
    context().print(train(stages, setup, resume));
  }

  /** Without --resume it refuses a run that has begun. */
  @Override
  public boolean repeatable() {
    return resume;
  }
}
