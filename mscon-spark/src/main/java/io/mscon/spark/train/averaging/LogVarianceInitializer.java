package io.mscon.spark.train.averaging;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The one parameter of a {@link ContrastiveOutputLayer}: [1][C] log-variances, first 0. */
final class LogVarianceInitializer implements ParamInitializer {
  static final LogVarianceInitializer INSTANCE = new LogVarianceInitializer();
  static final String NAME = "logVariances";

  private LogVarianceInitializer() {}

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return ((ContrastiveOutputLayer) layer).heads();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(NAME);
  }

  /** None: what is no weight and no bias does not decay. */
  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String name) {
    return false;
  }

  @Override
  public boolean isBiasParam(Layer layer, String name) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialise) {
    configuration.addVariable(NAME);
    if (initialise) {
      view.assign(0);
    }
    return getGradientsFromFlattened(configuration, view);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    return Map.of(NAME, view.reshape(1, view.length()));
  }
}
