package io.mscon.model.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Stem;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ResNetGraphTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, HeadShape.projections(1, 24, 12));

  /** Spark sends configurations to its executors in this form. */
  @Test
  void configurationSurvivesJson() {
    ComputationGraphConfiguration configuration =
        ResNetGraph.configuration(SPEC, Precision.FLOAT64);
    ComputationGraphConfiguration back =
        ComputationGraphConfiguration.fromJson(configuration.toJson());
    assertEquals(configuration.toJson(), back.toJson());
    assertEquals(configuration.getDataType(), back.getDataType());
  }

  @Test
  void whateverTrainsGraphsTrainsItAndItsRunningStatistics() {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(new Sgd(0.05))
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .graphBuilder();
    LossLayer loss =
        new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
    ResNetGraph.addTo(builder, SPEC)
        .addLayer("loss", loss, ResNetGraph.projections(SPEC).get(0))
        .setOutputs("loss");
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    ParameterMapping mapping = ParameterMapping.of(SPEC, graph);
    Values vector = Precision.FLOAT32.zeros(mapping.length());
    float[] statistics = InitialWeights.statistics(SPEC);
    mapping.write(Values.of(InitialWeights.parameters(SPEC, 1)), statistics, vector);
    graph.setParams(NumericArrays.of(vector, 1, mapping.length()));
    DataSet data = new DataSet(normal(1, 6, 3, 16, 16), normal(2, 6, 12));
    double before = graph.score(data, true);
    for (int step = 0; step < 10; step++) {
      graph.fit(data);
    }
    assertTrue(graph.score(data, true) < 0.8 * before, () -> graph.score(data) + " of " + before);
    float[] after = mapping.statistics(NumericArrays.values(graph.params()));
    for (int i = 0; i < after.length; i++) {
      assertNotEquals(statistics[i], after[i]);
    }
    graph.close();
  }

  private static INDArray normal(long seed, long... shape) {
    RandomStream random = RandomStream.of(seed, RandomUse.DEMO_CORPUS);
    int length = 1;
    for (long axis : shape) {
      length *= (int) axis;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return NumericArrays.of(Values.of(values), shape);
  }
}
