package io.mscon.spark.train.averaging;

import java.util.List;

/**
 * What a round tells.
 *
 * @param losses of every step, the mean over the workers
 * @param workerSeconds that each worker was at work
 */
public record Round(List<LocalStep> losses, List<Double> workerSeconds) {
  static Round of(List<WorkerState> workers) {
    return new Round(
        WorkerState.losses(workers), workers.stream().map(WorkerState::seconds).toList());
  }
}
