package io.mscon.spark.train.averaging;

import java.util.List;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's result of a worker's steps, with the losses besides. It does not travel. */
final class WorkerResult extends ParameterAveragingTrainingResult {
  private final List<LocalStep> steps;

  WorkerResult(INDArray parameters, INDArray updaterState, List<LocalStep> steps) {
    super(parameters, updaterState, steps.get(steps.size() - 1).total(), null, null, null);
    this.steps = steps;
  }

  List<LocalStep> steps() {
    return steps;
  }
}
