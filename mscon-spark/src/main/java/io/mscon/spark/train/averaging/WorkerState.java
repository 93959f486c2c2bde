package io.mscon.spark.train.averaging;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a worker sends to the driver: raw bytes, because Java serialises ND4J's arrays number by
 * number.
 *
 * @param parameters float32
 * @param updaterState float32, null where the updaters have none
 * @param steps losses of its steps
 * @param seconds that it was at work
 */
public record WorkerState(
    byte[] parameters, byte[] updaterState, List<LocalStep> steps, double seconds)
    implements Serializable {

  static WorkerState of(ParameterAveragingTrainingResult result) {
    INDArray state = result.getUpdaterState();
    return new WorkerState(
        bytes(result.getParameters()),
        state == null ? null : bytes(state),
        ((WorkerResult) result).steps(),
        ((WorkerResult) result).seconds());
  }

  private static byte[] bytes(INDArray vector) {
    return Values.of(vector.dup('c').data().asFloat()).toBytes();
  }

  /** The mean of a vector over the workers, added up in their order. */
  static float[] mean(List<WorkerState> workers, Function<WorkerState, byte[]> part) {
    Values sum = Precision.FLOAT32.fromBytes(part.apply(workers.get(0)));
    for (WorkerState worker : workers.subList(1, workers.size())) {
      sum.add(Precision.FLOAT32.fromBytes(part.apply(worker)));
    }
    float[] mean = sum.float32();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= workers.size();
    }
    return mean;
  }

  /** Of every step the mean of the losses over the workers. */
  static List<LocalStep> losses(List<WorkerState> workers) {
    List<LocalStep> means = new ArrayList<>();
    for (int step = 0; step < workers.get(0).steps.size(); step++) {
      int current = step;
      means.add(LocalStep.mean(workers.stream().map(worker -> worker.steps.get(current)).toList()));
    }
    return means;
  }
}
