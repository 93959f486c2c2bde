package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.LossConfiguration;
import io.mscon.config.MetricConfiguration;
import io.mscon.data.BatchLabels;
import io.mscon.data.BatchPlan;
import io.mscon.loss.ContrastiveLoss;
import io.mscon.loss.MetricLoss;
import io.mscon.loss.Reduction;
import io.mscon.loss.RowStatistics;
import io.mscon.loss.WeightedTotal;
import io.mscon.loss.Weighting;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.broadcast.Broadcast;

/** The loss over the gathered global batch, seen from the driver. */
final class GlobalLoss {
  /**
   * Up to so many rows the driver does the first pass itself in less time than a Spark job takes.
   */
  private static final int ROWS_WITHOUT_JOB = 2048;

  private final Configuration configuration;
  private final TrainingSet trainingSet;
  private final BatchPlan plan;
  private final ContrastiveLoss loss;

  GlobalLoss(Configuration configuration, TrainingSet trainingSet, BatchPlan plan) {
    this.configuration = configuration;
    this.trainingSet = trainingSet;
    this.plan = plan;
    this.loss =
        new ContrastiveLoss(
            configuration.loss().temperature(),
            1,
            Reduction.VALID,
            weighting(configuration.loss(), configuration.metrics()),
            configuration.loss().normaliseWeights());
  }

  private static Weighting weighting(
      LossConfiguration settings, List<MetricConfiguration> metrics) {
    return switch (settings.weighting()) {
      case UNIFORM -> new Weighting.Uniform();
      case KENDALL -> new Weighting.Kendall();
      case TWO_LOG -> new Weighting.TwoLog();
      case HALF -> new Weighting.Half();
      case EXACT -> new Weighting.Exact();
      case EXCESS -> new Weighting.Excess(settings.excessFloor());
      case FIXED ->
          new Weighting.Fixed(metrics.stream().mapToDouble(MetricConfiguration::weight).toArray());
    };
  }

  /**
   * Puts the lanes' rows side by side: row v B + b is view v of sample b.
   *
   * @throws TrainingDivergedException if a row is no number any more
   */
  GlobalBatch gather(StepPosition position, List<LaneEmbeddings> lanes, double[] logVariances) {
    int metrics = trainingSet.metrics().size();
    int[] ranks = plan.ranks(position.epoch(), position.stepInEpoch());
    List<BatchLabels> labels = new ArrayList<>();
    byte[][] rows = new byte[metrics][];
    for (int metric = 0; metric < metrics; metric++) {
      labels.add(trainingSet.labels(metric, ranks));
      float[] unitRows = rowsOf(metric, lanes);
      requireFinite(position, metric, unitRows);
      rows[metric] = RawFloats.encode(unitRows);
    }
    return new GlobalBatch(
        trainingSet.metrics(),
        labels,
        configuration.metrics().stream().map(MetricConfiguration::missing).toList(),
        loss,
        logVariances.clone(),
        configuration.train().views(),
        configuration.model().embeddingSize(),
        rows);
  }

  private float[] rowsOf(int metric, List<LaneEmbeddings> lanes) {
    int views = configuration.train().views();
    int part = plan.laneBatch() * configuration.model().embeddingSize();
    float[] rows = new float[views * lanes.size() * part];
    for (int lane = 0; lane < lanes.size(); lane++) {
      FloatBuffer own = RawFloats.view(lanes.get(lane).rows());
      for (int view = 0; view < views; view++) {
        own.position((metric * views + view) * part);
        own.get(rows, (view * lanes.size() + lane) * part, part);
      }
    }
    return rows;
  }

  /**
   * The loss of a batch and the weights of its metrics.
   *
   * @throws TrainingDivergedException if a metric's loss is no number any more
   */
  StepLoss evaluate(
      StepPosition position, LaneGroup lanes, Broadcast<GlobalBatch> batch, double[] logVariances) {
    List<RowStatistics> statistics = statistics(lanes, batch);
    List<MetricLoss> losses = statistics.stream().map(loss::summarise).toList();
    for (int metric = 0; metric < losses.size(); metric++) {
      requireFinite(position, metric, losses.get(metric).loss());
    }
    WeightedTotal weighted = loss.weigh(losses, logVariances);
    return new StepLoss(
        byName(losses, MetricLoss::loss),
        byName(losses, MetricLoss::divergence),
        weightsByName(weighted.weights()),
        statistics,
        weighted);
  }

  private List<RowStatistics> statistics(LaneGroup lanes, Broadcast<GlobalBatch> batch) {
    if (batch.value().rowCount() <= ROWS_WITHOUT_JOB) {
      return new StatisticsTask(batch, 1).statistics(0);
    }
    List<List<RowStatistics>> parts = lanes.statistics(new StatisticsTask(batch, plan.lanes()));
    List<RowStatistics> statistics = new ArrayList<>();
    for (int metric = 0; metric < trainingSet.metrics().size(); metric++) {
      int current = metric;
      statistics.add(RowStatistics.combine(parts.stream().map(part -> part.get(current)).toList()));
    }
    return statistics;
  }

  private void requireFinite(StepPosition position, int metric, float[] unitRows) {
    for (float value : unitRows) {
      if (!Float.isFinite(value)) {
        throw new TrainingDivergedException(
            position.step(),
            "an embedding of metric "
                + trainingSet.metricNames().get(metric)
                + " holds the value "
                + value);
      }
    }
  }

  private void requireFinite(StepPosition position, int metric, double loss) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(
          position.step(),
          "the loss of metric " + trainingSet.metricNames().get(metric) + " is " + loss);
    }
  }

  private Map<String, Double> byName(List<MetricLoss> values, ToDoubleFunction<MetricLoss> number) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int metric = 0; metric < values.size(); metric++) {
      named.put(trainingSet.metricNames().get(metric), number.applyAsDouble(values.get(metric)));
    }
    return named;
  }

  private Map<String, Double> weightsByName(double[] weights) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int metric = 0; metric < weights.length; metric++) {
      named.put(trainingSet.metricNames().get(metric), weights[metric]);
    }
    return named;
  }
}
