package io.mscon.config;

import io.mscon.config.TrainConfiguration.Trainer;

/** Reads {@code train}. */
final class TrainReader {
  private TrainReader() {}

  static TrainConfiguration read(Section train, Problems problems) {
    TrainConfiguration result =
        new TrainConfiguration(
            train.choice("trainer", Trainer.class),
            train.integer("averaging-frequency", 1),
            train.integer("epochs", 1),
            train.integer("global-batch", 1),
            train.integer("micro-batch", 1),
            train.integer("views", 1),
            train.integer("lanes", 1),
            train.integer("threads-per-lane", 1),
            train.integer("health-every-steps", 0),
            train.integer("checkpoint-every-steps", 0),
            train.integer("keep-checkpoints", 1),
            train.integer("kept-activations", 0),
            train.integer("progress-timeout", 1),
            train.integer("executor-timeout", 1));
    checkBatches(result, problems);
    return result;
  }

  private static void checkBatches(TrainConfiguration train, Problems problems) {
    if (train.globalBatch() % train.lanes() != 0) {
      problems.add(
          "Invalid train.global-batch: %d (must be a multiple of train.lanes, %d)",
          train.globalBatch(), train.lanes());
    } else if (train.globalBatch()
            / train.lanes()
            % Math.min(train.microBatch(), train.globalBatch() / train.lanes())
        != 0) {
      problems.add(
          "Invalid train.micro-batch: %d (must divide the pictures of a lane, train.global-batch / train.lanes = %d)",
          train.microBatch(), train.globalBatch() / train.lanes());
    }
  }
}
