package io.mscon.spark.train.averaging;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * DL4J output layer that makes a graph with projection heads an ordinary DL4J network. Input: the
 * raw projections of all heads side by side, [N][C x D], row v B + b is view v of sample b. Labels:
 * the batch's {@link LabelMatrix}, [B][width]. Score: the weighted contrastive loss of all metrics
 * over these N rows, which are all the negatives it knows. Parameters: the C log-variances of the
 * weighting, without decay.
 *
 * <p>One layer for all metrics, because normalised weights depend on all of their losses.
 */
public final class ContrastiveOutputLayer extends BaseLayer {
  private static final long serialVersionUID = 1L;

  private final LocalLoss loss;

  /**
   * Makes the layer.
   *
   * @param loss over a minibatch
   * @param logVarianceLearningRate of plain gradient descent on the log-variances
   */
  public ContrastiveOutputLayer(LocalLoss loss, double logVarianceLearningRate) {
    this.loss = loss;
    setIUpdater(new Sgd(logVarianceLearningRate));
  }

  LocalLoss loss() {
    return loss;
  }

  int heads() {
    return loss.metrics().size();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType dataType) {
    ContrastiveOutput layer = new ContrastiveOutput(configuration, dataType);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialise));
    layer.setConf(configuration);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return LogVarianceInitializer.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return input;
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    // Takes whatever number of columns the heads have.
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public boolean isPretrainParam(String name) {
    return false;
  }

  /** The loss holds some copies of its input; pairs are streamed. */
  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    return new LayerMemoryReport.Builder(getLayerName(), ContrastiveOutputLayer.class, input, input)
        .standardMemory(heads(), 0)
        .workingMemory(0, 0, 0, 4 * input.arrayElementsPerExample())
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public ContrastiveOutputLayer clone() {
    return (ContrastiveOutputLayer) super.clone();
  }

  /** Name of the parameter in DL4J's tables. */
  public static String logVarianceName() {
    return LogVarianceInitializer.NAME;
  }

  /** Log-variances of a layer's parameter table. */
  static double[] logVariances(Map<String, INDArray> parameters) {
    return parameters.get(LogVarianceInitializer.NAME).dup().data().asDouble();
  }
}
