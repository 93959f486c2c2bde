package io.mscon.model.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.Stem;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ParameterMappingTest {
  private static NetworkSpec spec(EncoderDepth depth) {
    return new NetworkSpec(depth, Stem.IMAGENET, 0.125, 32, HeadShape.projections(2, 24, 12));
  }

  private static ComputationGraph graph(NetworkSpec spec, Precision precision) {
    ComputationGraph graph = new ComputationGraph(ResNetGraph.configuration(spec, precision));
    graph.init();
    return graph;
  }

  /** 1, 2, 3, ...: exact in single precision up to 16 million. */
  private static double[] numbered(int length, int first) {
    double[] values = new double[length];
    Arrays.setAll(values, i -> first + i);
    return values;
  }

  @ParameterizedTest
  @EnumSource(EncoderDepth.class)
  void parametersComeBackAndNoPlaceOfTheGraphIsLeftOut(EncoderDepth depth) {
    NetworkSpec spec = spec(depth);
    ParameterLayout layout = ParameterLayout.of(spec);
    ComputationGraph graph = graph(spec, Precision.FLOAT32);
    ParameterMapping mapping = ParameterMapping.of(spec, graph);
    assertEquals(layout.parameterCount() + layout.statisticCount(), mapping.length());
    Values parameters = Values.of(Values.of(numbered(layout.parameterCount(), 10)).float32());
    Values vector = Precision.FLOAT32.zeros(mapping.length());
    mapping.write(parameters, new float[layout.statisticCount()], vector);
    assertArrayEquals(parameters.float32(), mapping.parameters(vector).float32());
    double[] sorted = vector.float64();
    Arrays.sort(sorted);
    // Means of zero and stand-ins for the logarithm of zero come first.
    double[] numbers = Arrays.copyOfRange(sorted, layout.statisticCount(), sorted.length);
    assertArrayEquals(numbered(layout.parameterCount(), 10), numbers);
    graph.close();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void statisticsComeBack(Precision precision) {
    NetworkSpec spec = spec(EncoderDepth.RESNET18);
    ParameterLayout layout = ParameterLayout.of(spec);
    ComputationGraph graph = graph(spec, precision);
    ParameterMapping mapping = ParameterMapping.of(spec, graph);
    float[] statistics = Values.of(numbered(layout.statisticCount(), 0)).float32();
    Tensor variance = layout.statistics().get(1);
    statistics[variance.offset()] = 0;
    statistics[variance.offset() + 1] = 1e-20f;
    Values vector = precision.zeros(mapping.length());
    mapping.write(precision.zeros(layout.parameterCount()), statistics, vector);
    float[] back = mapping.statistics(vector);
    for (int i = 0; i < statistics.length; i++) {
      double relative = precision == Precision.FLOAT32 ? 1e-5 : 1e-7;
      assertEquals(statistics[i], back[i], relative * statistics[i] + 1e-37);
    }
    int deviations = (int) graph.getParam("bn1_log10stdev").offset();
    double expected = Math.log10(Math.sqrt(statistics[variance.offset() + 2]));
    assertEquals(expected, vector.float64()[deviations + 2], 1e-6);
    graph.close();
  }

  @Test
  void theGraphFindsEachNumberAtItsIndices() {
    NetworkSpec spec = spec(EncoderDepth.RESNET50);
    ParameterLayout layout = ParameterLayout.of(spec);
    ComputationGraph graph = graph(spec, Precision.FLOAT64);
    ParameterMapping mapping = ParameterMapping.of(spec, graph);
    Values vector = Precision.FLOAT64.zeros(mapping.length());
    mapping.write(
        Values.of(numbered(layout.parameterCount(), 0)),
        Values.of(numbered(layout.statisticCount(), 0)).float32(),
        vector);
    graph.setParams(NumericArrays.of(vector, 1, mapping.length()));
    INDArray convolution = graph.getParam("layer2.0.conv2_W");
    Tensor weight = tensor(layout, "layer2.0.conv2.weight");
    assertEquals(
        weight.offset() + ((5 * 16 + 7) * 3 + 2) * 3 + 1, convolution.getDouble(5, 7, 2, 1));
    INDArray linear = graph.getParam("heads.1.0_W");
    Tensor hidden = tensor(layout, "heads.1.0.weight");
    assertEquals(hidden.offset() + 3 * spec.featureSize() + 9, linear.getDouble(9, 3));
    Tensor shift = tensor(layout, "layer1.0.downsample.1.bias");
    assertEquals(shift.offset() + 2, graph.getParam("layer1.0.downsample.1_beta").getDouble(2));
    graph.close();
  }

  private static Tensor tensor(ParameterLayout layout, String name) {
    return layout.parameters().stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void layersOfTheCallersAreLeftAlone() {
    NetworkSpec spec = spec(EncoderDepth.RESNET18);
    GraphBuilder builder =
        ResNetGraph.addTo(
            new NeuralNetConfiguration.Builder().dataType(DataType.FLOAT).graphBuilder(), spec);
    for (int head = 0; head < 2; head++) {
      OutputLayer layer = new OutputLayer.Builder(LossFunction.MSE).nIn(12).nOut(5).build();
      builder.addLayer("loss" + head, layer, ResNetGraph.projections(spec).get(head));
    }
    ComputationGraph graph = new ComputationGraph(builder.setOutputs("loss0", "loss1").build());
    graph.init();
    ParameterMapping mapping = ParameterMapping.of(spec, graph);
    ParameterLayout layout = ParameterLayout.of(spec);
    float[] before = new float[mapping.length()];
    Arrays.fill(before, 7);
    Values vector = Values.of(before);
    mapping.write(
        Precision.FLOAT32.zeros(layout.parameterCount()),
        new float[layout.statisticCount()],
        vector);
    long untouched = Arrays.stream(vector.float64()).filter(value -> value == 7).count();
    assertEquals(2 * (12 * 5 + 5), untouched);
    graph.close();
  }

  @Test
  void aGraphOfAnotherShapeIsRefused() {
    ComputationGraph graph = graph(spec(EncoderDepth.RESNET18), Precision.FLOAT32);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ParameterMapping.of(spec(EncoderDepth.RESNET50), graph));
    assertTrue(refusal.getMessage().contains("layer1.0.conv1"), refusal.getMessage());
    graph.close();
  }

  @Test
  void wrongLengthsAndPrecisionsAreRefused() {
    NetworkSpec spec = spec(EncoderDepth.RESNET18);
    ComputationGraph graph = graph(spec, Precision.FLOAT32);
    ParameterMapping mapping = ParameterMapping.of(spec, graph);
    int count = ParameterLayout.of(spec).parameterCount();
    float[] statistics = new float[ParameterLayout.of(spec).statisticCount()];
    Values vector = Precision.FLOAT32.zeros(mapping.length());
    assertThrows(
        IllegalArgumentException.class,
        () -> mapping.write(Precision.FLOAT32.zeros(count - 1), statistics, vector));
    assertThrows(
        IllegalArgumentException.class,
        () -> mapping.write(Precision.FLOAT64.zeros(count), statistics, vector));
    assertThrows(
        IllegalArgumentException.class,
        () -> mapping.write(Precision.FLOAT32.zeros(count), new float[1], vector));
    graph.close();
  }
}
