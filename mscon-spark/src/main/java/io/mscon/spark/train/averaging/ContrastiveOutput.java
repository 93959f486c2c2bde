package io.mscon.spark.train.averaging;

import io.mscon.loss.Rows;
import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** A {@link ContrastiveOutputLayer} at work. */
final class ContrastiveOutput extends BaseLayer<ContrastiveOutputLayer> implements IOutputLayer {
  private static final long serialVersionUID = 1L;

  private transient INDArray labels;
  private LocalStep lastStep;

  ContrastiveOutput(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  /** Losses of the newest minibatch. */
  LocalStep lastStep() {
    return lastStep;
  }

  /** Starts the way back: there is no epsilon behind an output layer. */
  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    LocalLoss.Result result = evaluate();
    INDArray logVariances = gradientViews.get(LogVarianceInitializer.NAME);
    for (int head = 0; head < layerConf().heads(); head++) {
      logVariances.putScalar(0, head, result.logVarianceGradients()[head]);
    }
    Gradient own = new DefaultGradient();
    own.gradientForVariable().put(LogVarianceInitializer.NAME, logVariances);
    INDArray delta =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
    return new Pair<>(own, HeadColumns.join(result.gradients(), delta));
  }

  private LocalLoss.Result evaluate() {
    List<Rows> projections = HeadColumns.split(input, layerConf().heads());
    double[] batchLabels = labels.dup('c').data().asDouble();
    LocalLoss.Result result =
        layerConf()
            .loss()
            .evaluate(projections, batchLabels, ContrastiveOutputLayer.logVariances(params));
    lastStep = result.step();
    score = lastStep.total();
    return result;
  }

  /**
   * The loss alone: weight decay acts on the gradient and is no part of what is reported, as in the
   * other trainer.
   */
  @Override
  public double computeScore(
      double regularisation, boolean training, LayerWorkspaceMgr workspaces) {
    // In training the way back came first, on the same input.
    return training && lastStep != null ? score : evaluate().step().total();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return workspaces.dup(ArrayType.ACTIVATIONS, input);
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public INDArray getLabels() {
    return labels;
  }

  @Override
  public void setLabels(INDArray labels) {
    this.labels = labels;
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
  }

  @Override
  public Type type() {
    return Type.FEED_FORWARD;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public double calcRegularizationScore(boolean backpropOnly) {
    return 0;
  }

  @Override
  public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr workspaces) {
    throw unsupported();
  }

  @Override
  public double f1Score(DataSet data) {
    throw unsupported();
  }

  @Override
  public double f1Score(INDArray examples, INDArray expected) {
    throw unsupported();
  }

  @Override
  public int numLabels() {
    throw unsupported();
  }

  @Override
  public int[] predict(INDArray examples) {
    throw unsupported();
  }

  @Override
  public List<String> predict(DataSet data) {
    throw unsupported();
  }

  @Override
  public void fit(DataSetIterator iterator) {
    throw unsupported();
  }

  @Override
  public void fit(INDArray examples, INDArray expected) {
    throw unsupported();
  }

  @Override
  public void fit(DataSet data) {
    throw unsupported();
  }

  @Override
  public void fit(INDArray examples, int[] expected) {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException(
        "A contrastive output layer is no classifier (its score belongs to a whole minibatch)");
  }
}
