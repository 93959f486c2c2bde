package io.mscon.config;

/**
 * The training run; keys under {@code train}. Batch sizes count pictures.
 *
 * @param trainer what computes a step
 * @param averagingFrequency steps between two averagings of the lanes' parameters
 * @param epochs passes over the training split
 * @param globalBatch pictures per optimiser step
 * @param microBatch pictures that go through the network at once
 * @param views random views of each picture
 * @param lanes logical workers
 * @param threadsPerLane native threads
 * @param healthEverySteps steps between two looks at the training's health, 0 for none
 * @param checkpointEverySteps steps between two checkpoints, 0 for only at the end
 * @param keepCheckpoints how many checkpoints are kept
 * @param keptActivations MiB of activations that a lane may keep between the passes
 * @param progressTimeout seconds that a step may go without a task beginning or ending
 * @param executorTimeout seconds that preflight waits for executors
 */
public record TrainConfiguration(
    Trainer trainer,
    int averagingFrequency,
    int epochs,
    int globalBatch,
    int microBatch,
    int views,
    int lanes,
    int threadsPerLane,
    int healthEverySteps,
    int checkpointEverySteps,
    int keepCheckpoints,
    int keptActivations,
    int progressTimeout,
    int executorTimeout) {

  /** What computes a step. */
  public enum Trainer {
    /** The exact gradient of the loss over the global batch. */
    GLOBAL_BATCH,
    /** Every lane's own loss and own optimiser, parameters averaged now and then. */
    PARAMETER_AVERAGING
  }

  /** Pictures that a lane adds to a global batch. */
  public int laneBatch() {
    return globalBatch / lanes;
  }
}
