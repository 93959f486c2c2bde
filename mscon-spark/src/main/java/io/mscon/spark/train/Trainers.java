package io.mscon.spark.train;

import io.mscon.run.RetryingStorage;
import java.io.IOException;

/** Chooses the trainer that a configuration asks for. */
public final class Trainers {
  private Trainers() {}

  /**
   * Trains, or goes on training, as {@code train.trainer} says. What fails in the run's folder is
   * tried again for about two minutes.
   *
   * @param request what is asked for
   * @throws IOException if the run's folder can't be used
   * @throws TrainingDivergedException if the loss or a gradient is no number any more
   * @throws TrainingStoppedException if the request's {@code stop} asked for it
   * @throws StalledStepException if nothing happens for longer than {@code train.progress-timeout}
   */
  public static TrainResult train(TrainingRequest request) throws IOException {
    TrainingRequest patient = request.in(new RetryingStorage(request.run()));
    return switch (request.configuration().train().trainer()) {
      case GLOBAL_BATCH -> GlobalBatchTrainer.train(patient, StepOptions.USUAL);
      case PARAMETER_AVERAGING -> ParameterAveragingTrainer.train(patient, PhaseHook.NONE);
    };
  }
}
