package io.mscon.eval.probe;

import static org.apache.spark.sql.functions.col;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.config.MetricConfiguration;
import io.mscon.data.BatchLabels;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelCorruption;
import io.mscon.data.Split;
import io.mscon.eval.embed.Embedding;
import io.mscon.loss.UncertaintyHead;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.model.Weights;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import io.mscon.spark.table.ColumnNames;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Asks the head of a trained network how unsure it is of the training pictures, as they are,
 * without augmentation, and holds that against which of them were trained on with a wrong label.
 */
final class UncertaintyProbing {
  private final Configuration configuration;
  private final DatasetManifest dataset;
  private final UncertaintyHead head;
  private final float[] weights;
  private final float[] biases;

  private UncertaintyProbing(
      Configuration configuration, DatasetManifest dataset, TrainedModel model, Weights values) {
    this.configuration = configuration;
    this.dataset = dataset;
    this.head =
        new UncertaintyHead(
            configuration.uncertaintyColumns(dataset::classes), model.network().featureSize());
    int place = configuration.trainedMetrics().size();
    List<Tensor> layer =
        ParameterLayout.of(model.network()).parameters().stream()
            .filter(tensor -> tensor.name().startsWith(ParameterLayout.headLayer(place, 0) + "."))
            .toList();
    this.weights = values(values, layer.get(0));
    this.biases = values(values, layer.get(1));
  }

  private static float[] values(Weights values, Tensor tensor) {
    return Arrays.copyOfRange(
        values.parameters(), tensor.offset(), tensor.offset() + tensor.size());
  }

  /**
   * Writes {@link RunFiles#UNCERTAINTY} if the run's samples have log-variances, else nothing. What
   * was trained, and on which wrong labels, the run's own configuration says.
   *
   * @param features what {@link Embedding} wrote
   * @param model of the run
   */
  static void run(DatasetManifest dataset, Dataset<Row> features, TrainedModel model, Storage run)
      throws IOException {
    Configuration configuration =
        ConfigurationReader.read(
            run.readText(RunFiles.CONFIGURATION),
            run.location() + "/" + RunFiles.CONFIGURATION,
            List.of());
    if (!configuration.loss().perSample()) {
      return;
    }
    UncertaintyProbing probing =
        new UncertaintyProbing(configuration, dataset, model, model.readWeights(run));
    FlippedLabels.write(run, probing.metrics(features));
  }

  private List<FlippedLabels> metrics(Dataset<Row> features) {
    List<FlippedLabels> found = new ArrayList<>();
    List<MetricConfiguration> metrics = configuration.trainedMetrics();
    for (int metric = 0; metric < metrics.size(); metric++) {
      if (metrics.get(metric).corruption() instanceof LabelCorruption.Noise noise
          && noise.share() > 0) {
        found.add(flippedLabels(features, metric, metrics.get(metric)));
      }
    }
    return found;
  }

  private FlippedLabels flippedLabels(
      Dataset<Row> features, int place, MetricConfiguration metric) {
    List<String> values = dataset.label(metric.label()).orElseThrow().vocabulary();
    Scorer scorer = scorer(place, metric, values);
    Column label = ColumnNames.column(metric.label());
    List<Scored> scored =
        features
            .filter(col("split").equalTo(Split.TRAIN.label()))
            .select(col("id"), label, col(Embedding.TRAINED))
            .filter(label.isNotNull())
            .javaRDD()
            .map(row -> scorer.score(row.getString(0), row.getString(1), row.getList(2)))
            .collect();
    return FlippedLabels.of(metric.name(), of(scored, true), of(scored, false));
  }

  private Scorer scorer(int place, MetricConfiguration metric, List<String> values) {
    return new Scorer(
        head,
        weights,
        biases,
        place,
        metric.name(),
        metric.corruption(),
        values,
        configuration.seed());
  }

  private static double[] of(List<Scored> scored, boolean flipped) {
    return scored.stream()
        .filter(one -> one.flipped() == flipped)
        .mapToDouble(Scored::logVariance)
        .toArray();
  }

  /** A picture's u, and whether it was trained on with another label than its own. */
  private record Scored(boolean flipped, double logVariance) implements Serializable {}

  /** Works where the features are. */
  private record Scorer(
      UncertaintyHead head,
      float[] weights,
      float[] biases,
      int place,
      String metric,
      LabelCorruption corruption,
      List<String> values,
      long seed)
      implements Serializable {

    Scored score(String id, String label, List<Float> features) {
      int own = values.indexOf(label);
      int[] trained = corruption.corrupt(seed, metric, List.of(id), new int[] {own}, values.size());
      int column = head.column(place, new BatchLabels.Classes(trained), 0);
      double sum = biases[column];
      for (int d = 0; d < features.size(); d++) {
        sum += weights[column * features.size() + d] * features.get(d);
      }
      return new Scored(trained[0] != own, head.scale() * sum);
    }
  }
}
