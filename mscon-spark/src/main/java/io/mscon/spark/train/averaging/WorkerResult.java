package io.mscon.spark.train.averaging;

import java.util.List;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's result of a worker's steps, with the losses besides. It does not travel. */
final class WorkerResult extends ParameterAveragingTrainingResult {
  private final List<LocalStep> steps;
  private final double seconds;

  WorkerResult(INDArray parameters, INDArray updaterState, List<LocalStep> steps, double seconds) {
    super(parameters, updaterState, steps.get(steps.size() - 1).total(), null, null, null);
    this.steps = steps;
    this.seconds = seconds;
  }

  double seconds() {
    return seconds;
  }

  List<LocalStep> steps() {
    return steps;
  }
}
