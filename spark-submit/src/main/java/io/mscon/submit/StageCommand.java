package io.mscon.submit;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command with a configuration. */
abstract class StageCommand implements Callable<Integer>, SparkCommand {
  private final Context context;

  @Mixin private CommonOptions options;

  StageCommand(Context context) {
    this.context = context;
  }

  @Override
  public final Integer call() throws IOException {
    RunSetup setup = setup();
    context.run(stages -> run(stages, setup));
    return Main.DONE;
  }

  /** What to do. */
  abstract void run(Stages stages, RunSetup setup) throws IOException;

  /** Prepares while the progress is shown. */
  final String prepare(Stages stages, RunSetup setup, boolean readAll) throws IOException {
    try (Progress progress = context.progress().get()) {
      return stages.prepare(setup, readAll, progress::prepared);
    }
  }

  /** Trains while the progress is shown. */
  final String train(Stages stages, RunSetup setup, boolean resume) throws IOException {
    try (Progress progress = context.progress().get()) {
      return stages.train(setup, resume, progress);
    }
  }

  RunSetup setup() {
    return options.setup();
  }

  @Override
  public final String master() {
    return options.master();
  }

  @Override
  public final boolean verbose() {
    return options.verbose();
  }

  @Override
  public final int threadsPerLane() {
    return setup().configuration().train().threadsPerLane();
  }

  CommonOptions options() {
    return options;
  }

  Context context() {
    return context;
  }
}
