package io.mscon.spark.train.averaging;

import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import io.mscon.loss.ContrastiveLoss;
import io.mscon.loss.Reduction;
import io.mscon.loss.Weighting;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Small graphs of dense layers with three heads, and batches with labels of every kind. */
final class TestBatches {
  static final int SAMPLES = 6;
  static final int VIEWS = 2;
  static final int INPUTS = 5;
  static final int COLUMNS = 4;

  private static final List<Metric> METRICS =
      List.of(
          new Metric.Categorical("shape"),
          new Metric.MultiValued("materials", SetMatch.JACCARD),
          new Metric.Continuous("height", 0.7));
  private static final List<MissingLabels> MISSING =
      List.of(MissingLabels.EXCLUDE, MissingLabels.SELF, MissingLabels.NEGATIVE);

  private TestBatches() {}

  /** Labels with a missing one of every kind. */
  static List<BatchLabels> labels() {
    return List.of(
        new BatchLabels.Classes(new int[] {0, 1, 0, -1, 1, 2}),
        new BatchLabels.ValueSets(new int[][] {{1, 7}, {7}, null, {2, 1, 9}, {}, {9}}),
        new BatchLabels.Numbers(new double[] {0.1, 1.0 / 3, 2.5, Double.NaN, 0.2, 1}));
  }

  static LabelMatrix labelMatrix() {
    return LabelMatrix.of(labels());
  }

  static LocalLoss loss(Weighting weighting, boolean normaliseWeights) {
    return new LocalLoss(
        METRICS,
        MISSING,
        labelMatrix(),
        new ContrastiveLoss(0.2, 1, Reduction.VALID, weighting, normaliseWeights));
  }

  static List<Metric> metrics() {
    return METRICS;
  }

  static List<MissingLabels> missing() {
    return MISSING;
  }

  /** One hidden layer, three heads, one contrastive output. */
  static ComputationGraphConfiguration graph(LocalLoss loss, DataType type, IUpdater updater) {
    var builder =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(updater)
            .miniBatch(false)
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs("in")
            .addLayer("hidden", dense(INPUTS, 6, Activation.TANH), "in")
            .addLayer("head0", dense(6, COLUMNS, Activation.IDENTITY), "hidden")
            .addLayer("head1", dense(6, COLUMNS, Activation.IDENTITY), "hidden")
            .addLayer("head2", dense(6, COLUMNS, Activation.IDENTITY), "hidden")
            .addVertex("heads", new MergeVertex(), "head0", "head1", "head2")
            .addLayer("loss", new ContrastiveOutputLayer(loss, 0.05), "heads");
    return builder.setOutputs("loss").build();
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }

  static INDArray images(int seed, DataType type) {
    Random random = new Random(seed);
    double[] values = random.doubles(SAMPLES * VIEWS * INPUTS, -1, 1).toArray();
    return Nd4j.createFromArray(values).reshape(SAMPLES * VIEWS, INPUTS).castTo(type);
  }

  static INDArray labelArray() {
    return Nd4j.createFromArray(labelMatrix().encode(labels())).reshape(SAMPLES, -1);
  }

  static MultiDataSet batch(int seed, DataType type) {
    return new MultiDataSet(new INDArray[] {images(seed, type)}, new INDArray[] {labelArray()});
  }
}
