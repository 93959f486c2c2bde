package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.MetricConfiguration;
import io.mscon.data.BatchLabels;
import io.mscon.data.BatchPlan;
import io.mscon.loss.MetricValue;
import io.mscon.loss.RowTerms;
import io.mscon.loss.SampleRange;
import io.mscon.loss.WeightedLoss;
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
   * Up to so many rows the driver computes the terms itself in less time than a Spark job takes.
   */
  private static final int ROWS_WITHOUT_JOB = 2048;

  private final Configuration configuration;
  private final TrainingSet trainingSet;
  private final BatchPlan plan;
  private final Weighting weighting;

  GlobalLoss(Configuration configuration, TrainingSet trainingSet, BatchPlan plan) {
    this.configuration = configuration;
    this.trainingSet = trainingSet;
    this.plan = plan;
    this.weighting =
        new Weighting(
            configuration.loss().weighting(),
            configuration.loss().normaliseWeights(),
            configuration.loss().excessFloor(),
            configuration.metrics().stream().map(MetricConfiguration::weight).toList());
  }

  /** Puts the lanes' rows side by side: row v B + b is view v of sample b. */
  GlobalBatch gather(StepPosition position, List<LaneEmbeddings> lanes, double[] logVariances) {
    int metrics = trainingSet.metrics().size();
    int[] ranks = plan.ranks(position.epoch(), position.stepInEpoch());
    List<BatchLabels> labels = new ArrayList<>();
    double[] temperatures = new double[metrics];
    byte[][] rows = new byte[metrics][];
    for (int metric = 0; metric < metrics; metric++) {
      labels.add(trainingSet.labels(metric, ranks));
      temperatures[metric] =
          weighting.temperature(configuration.loss().temperature(), logVariances[metric]);
      rows[metric] = RawFloats.encode(rowsOf(metric, lanes));
    }
    return new GlobalBatch(
        trainingSet.metrics(),
        labels,
        configuration.metrics().stream().map(MetricConfiguration::missing).toList(),
        temperatures,
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
    RowTerms[] terms = terms(lanes, batch);
    List<MetricValue> values = new ArrayList<>();
    double[][] logSumExp = new double[terms.length][];
    for (int metric = 0; metric < terms.length; metric++) {
      MetricValue value = batch.value().loss(metric).value(terms[metric]);
      requireFinite(position, metric, value.loss());
      values.add(value);
      logSumExp[metric] = terms[metric].logSumExp();
    }
    WeightedLoss weighted = weighting.combine(values, logVariances);
    return new StepLoss(
        weighted.total(),
        byName(values, MetricValue::loss),
        byName(values, MetricValue::excess),
        weightsByName(weighted.weights()),
        logSumExp,
        weighted.weights(),
        weighted.logVarianceGradients());
  }

  private RowTerms[] terms(LaneGroup lanes, Broadcast<GlobalBatch> batch) {
    GlobalBatch all = batch.value();
    boolean withTemperature = weighting.learnsTemperature();
    if (all.rowCount() <= ROWS_WITHOUT_JOB) {
      return new TermsTask(batch, 1, withTemperature).terms(0);
    }
    List<RowTerms[]> parts = lanes.terms(new TermsTask(batch, plan.lanes(), withTemperature));
    RowTerms[] terms = new RowTerms[all.metrics().size()];
    for (int metric = 0; metric < terms.length; metric++) {
      terms[metric] = RowTerms.zeros(all.rowCount(), withTemperature);
      for (int lane = 0; lane < parts.size(); lane++) {
        SampleRange samples = all.samplesOf(lane, plan.lanes());
        terms[metric].insert(parts.get(lane)[metric], samples.rows(all.samples(), all.views()));
      }
    }
    return terms;
  }

  private void requireFinite(StepPosition position, int metric, double loss) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(
          position.step(),
          "the loss of metric " + trainingSet.metricNames().get(metric) + " is " + loss);
    }
  }

  private Map<String, Double> byName(
      List<MetricValue> values, ToDoubleFunction<MetricValue> number) {
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
