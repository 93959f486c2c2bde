package io.mscon.model.dl4j;

import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Role;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where each tensor of a {@link ParameterLayout} stands in the flat parameter vector of a DL4J
 * graph made by {@link ResNetGraph}. DL4J keeps BatchNorm's running statistics among the
 * parameters, and orders vertices in its own way; within a tensor the numbers stand in the same
 * order in both: convolutions are [out][in][kernel][kernel] row-major, and DL4J's column-major
 * [in][out] of a linear layer is the row-major [out][in] of the layout. Of a running variance DL4J
 * keeps the decimal logarithm of its root.
 */
public final class ParameterMapping {
  private final ParameterLayout layout;
  private final int length;
  private final List<Place> parameters;
  private final List<Place> statistics;

  /** A tensor and its first element's place in DL4J's flat vector. */
  private record Place(Tensor tensor, int offset) {}

  private ParameterMapping(
      ParameterLayout layout, int length, List<Place> parameters, List<Place> statistics) {
    this.layout = layout;
    this.length = length;
    this.parameters = List.copyOf(parameters);
    this.statistics = List.copyOf(statistics);
  }

  /**
   * The mapping of a graph.
   *
   * @param spec what the graph was made from
   * @param graph initialised; may hold layers of the caller's
   * @throws IllegalArgumentException if a tensor is missing or not laid out as described above
   */
  public static ParameterMapping of(NetworkSpec spec, ComputationGraph graph) {
    ParameterLayout layout = ParameterLayout.of(spec);
    Map<String, INDArray> table = graph.paramTable();
    return new ParameterMapping(
        layout,
        Math.toIntExact(graph.params().length()),
        places(layout.parameters(), table),
        places(layout.statistics(), table));
  }

  private static List<Place> places(List<Tensor> tensors, Map<String, INDArray> table) {
    List<Place> places = new ArrayList<>();
    for (Tensor tensor : tensors) {
      String name = ResNetGraph.vertexOf(tensor) + "_" + key(tensor.role());
      INDArray view = table.get(name);
      if (view == null || !fits(tensor, view)) {
        throw new IllegalArgumentException(
            "Invalid graph: its parameter "
                + name
                + " is "
                + (view == null ? "missing" : view.shapeInfoToString())
                + " (must hold "
                + tensor.name()
                + ' '
                + tensor.shape()
                + ": make the graph with ResNetGraph)");
      }
      places.add(new Place(tensor, Math.toIntExact(view.offset())));
    }
    return places;
  }

  private static String key(Role role) {
    return switch (role) {
      case CONVOLUTION_WEIGHT, LINEAR_WEIGHT -> "W";
      case BIAS -> "b";
      case NORMALISATION_SCALE -> "gamma";
      case NORMALISATION_SHIFT -> "beta";
      case RUNNING_MEAN -> "mean";
      case RUNNING_VARIANCE -> "log10stdev";
    };
  }

  private static boolean fits(Tensor tensor, INDArray view) {
    long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    INDArray turned =
        switch (tensor.role()) {
          case CONVOLUTION_WEIGHT -> view;
          case LINEAR_WEIGHT -> view.transpose();
          default -> view.rank() == 2 && view.size(0) == 1 ? view.slice(0) : view;
        };
    return Arrays.equals(turned.shape(), shape) && Arrays.equals(turned.stride(), strides);
  }

  /** Length of the graph's flat parameter vector. */
  public int length() {
    return length;
  }

  /**
   * Writes parameters and statistics into a flat vector of the graph. What belongs to layers of the
   * caller's stays as it is.
   *
   * @param from [layout.parameterCount()]
   * @param runningStatistics [layout.statisticCount()]
   * @param graphVector [length()], of the same precision
   */
  public void write(Values from, float[] runningStatistics, Values graphVector) {
    requireLengths(from, runningStatistics.length, graphVector);
    for (Place place : parameters) {
      Tensor tensor = place.tensor();
      graphVector.copy(from, tensor.offset(), place.offset(), tensor.size());
    }
    Values converted = encoded(runningStatistics, graphVector.precision());
    for (Place place : statistics) {
      Tensor tensor = place.tensor();
      graphVector.copy(converted, tensor.offset(), place.offset(), tensor.size());
    }
  }

  private Values encoded(float[] runningStatistics, Precision precision) {
    double[] encoded = Values.of(runningStatistics).float64().clone();
    eachVariance(
        // A variance of zero has no logarithm; BatchNorm's epsilon hides what stands in for it.
        i -> encoded[i] = Math.log10(Math.max(encoded[i], Float.MIN_NORMAL)) / 2);
    return switch (precision) {
      case FLOAT32 -> Values.of(Values.of(encoded).float32());
      case FLOAT64 -> Values.of(encoded);
    };
  }

  private void eachVariance(IntConsumer work) {
    for (Tensor tensor : layout.statistics()) {
      if (tensor.role() == Role.RUNNING_VARIANCE) {
        IntStream.range(tensor.offset(), tensor.offset() + tensor.size()).forEach(work);
      }
    }
  }

  /**
   * The trainable parameters in a flat vector of the graph, or their gradient.
   *
   * @param graphVector [length()]
   * @return [layout.parameterCount()]
   */
  public Values parameters(Values graphVector) {
    Values values = graphVector.precision().zeros(layout.parameterCount());
    for (Place place : parameters) {
      Tensor tensor = place.tensor();
      values.copy(graphVector, place.offset(), tensor.offset(), tensor.size());
    }
    return values;
  }

  /**
   * The running statistics in a flat vector of the graph.
   *
   * @param graphVector [length()]
   * @return [layout.statisticCount()]
   */
  public float[] statistics(Values graphVector) {
    Values values = graphVector.precision().zeros(layout.statisticCount());
    for (Place place : statistics) {
      Tensor tensor = place.tensor();
      values.copy(graphVector, place.offset(), tensor.offset(), tensor.size());
    }
    double[] decoded = values.float64();
    eachVariance(i -> decoded[i] = Math.pow(10, 2 * decoded[i]));
    return Values.of(decoded).float32();
  }

  private void requireLengths(Values from, int statisticCount, Values graphVector) {
    require("number of parameters", from.length(), layout.parameterCount());
    require("number of running statistics", statisticCount, layout.statisticCount());
    require("length of the graph's vector", graphVector.length(), length);
    if (from.precision() != graphVector.precision()) {
      throw new IllegalArgumentException(
          "Invalid precision of the parameters: "
              + from.precision()
              + " (must be "
              + graphVector.precision()
              + ", the graph's)");
    }
  }

  private static void require(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": " + actual + " (must be " + expected + ")");
    }
  }
}
