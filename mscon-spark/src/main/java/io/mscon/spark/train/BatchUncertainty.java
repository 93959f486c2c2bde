package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.loss.AnchorUncertainty;
import io.mscon.loss.Objective;
import io.mscon.loss.RowStatistics;
import io.mscon.loss.Rows;
import io.mscon.loss.UncertaintyHead;
import io.mscon.model.NetworkSpec;
import io.mscon.numeric.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Log-variances of a batch's rows, seen from the driver: the head after those of the metrics
 * predicts them.
 *
 * @param objective of the run
 * @param head that predicts them; none unless loss.weighting = per-sample
 */
record BatchUncertainty(Objective objective, Optional<UncertaintyHead> head) {

  /**
   * That of a configuration.
   *
   * @param network its shape
   * @param classesOf how many values a categorical label has
   */
  static BatchUncertainty of(
      Configuration configuration, NetworkSpec network, ToIntFunction<String> classesOf) {
    return new BatchUncertainty(
        Objectives.of(configuration),
        configuration.loss().perSample()
            ? Optional.of(
                new UncertaintyHead(
                    configuration.uncertaintyColumns(classesOf), network.featureSize()))
            : Optional.empty());
  }

  /**
   * Weighs the anchors of a batch.
   *
   * @param rows per head, as gathered
   * @param statistics per metric, of all rows
   * @return per metric; none if samples have no log-variances
   */
  List<AnchorUncertainty> of(GlobalBatch batch, List<Values> rows, List<RowStatistics> statistics) {
    if (head.isEmpty()) {
      return List.of();
    }
    int metrics = statistics.size();
    Rows outputs = batch.rows(metrics, rows.get(metrics));
    return IntStream.range(0, metrics)
        .mapToObj(
            metric ->
                objective.uncertainty(
                    statistics.get(metric),
                    head.get().logVariances(metric, batch.labels().get(metric), outputs)))
        .toList();
  }

  /** What the lanes backpropagate into the head that predicts them. */
  UncertaintyGradient gradient(List<AnchorUncertainty> perMetric) {
    return head.map(
            found ->
                new UncertaintyGradient(
                    found, perMetric.stream().map(AnchorUncertainty::gradient).toList()))
        .orElse(UncertaintyGradient.NONE);
  }
}
