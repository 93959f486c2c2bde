package io.mscon.model.dl4j;

import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.numeric.Values;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the vertices of a graph gave in a forward pass. Their native memory is given back by {@link
 * #close} and not whenever the garbage collector comes by, which sees small objects only.
 *
 * @param byVertex the arrays by their vertices' names
 */
record Activations(Map<String, INDArray> byVertex) implements AutoCloseable {

  /** A copy of a vertex's numbers. */
  Values of(String vertex) {
    return NumericArrays.values(byVertex.get(vertex));
  }

  /** Mean and unbiased variance of what each BatchNorm vertex was given. */
  float[] batchStatistics(ParameterLayout layout) {
    float[] statistics = new float[layout.statisticCount()];
    for (Tensor tensor : layout.statistics()) {
      String before = ResNetGraph.convolutionBefore(ResNetGraph.vertexOf(tensor));
      INDArray input = byVertex.get(before);
      boolean mean = tensor.role() == Role.RUNNING_MEAN;
      try (INDArray perChannel = mean ? input.mean(0, 2, 3) : input.var(true, 0, 2, 3)) {
        float[] values = NumericArrays.values(perChannel).float32();
        System.arraycopy(values, 0, statistics, tensor.offset(), values.length);
      }
    }
    return statistics;
  }

  @Override
  public void close() {
    for (INDArray array : byVertex.values()) {
      if (array.closeable() && !array.wasClosed()) {
        array.close();
      }
    }
  }
}
