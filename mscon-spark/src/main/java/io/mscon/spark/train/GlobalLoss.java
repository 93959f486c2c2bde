package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.MetricConfiguration;
import io.mscon.data.BatchPlan;
import io.mscon.loss.AnchorUncertainty;
import io.mscon.loss.MetricLabels;
import io.mscon.loss.MetricLoss;
import io.mscon.loss.Objective;
import io.mscon.loss.RowStatistics;
import io.mscon.loss.WeightedTotal;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The objective over the gathered global batch, seen from the driver. */
final class GlobalLoss {
  private final Configuration configuration;
  private final TrainingSet trainingSet;
  private final BatchPlan plan;
  private final Precision precision;
  private final int rowsWithoutJob;
  private final NetworkSpec network;
  private final Objective objective;
  private final BatchUncertainty uncertainty;

  /**
   * Makes it.
   *
   * @param uncertainty of the rows
   * @param rowsWithoutJob up to so many rows the driver does the first pass itself
   */
  GlobalLoss(
      Configuration configuration,
      TrainingSet trainingSet,
      BatchPlan plan,
      NetworkSpec network,
      BatchUncertainty uncertainty,
      Precision precision,
      int rowsWithoutJob) {
    this.configuration = configuration;
    this.trainingSet = trainingSet;
    this.plan = plan;
    this.precision = precision;
    this.rowsWithoutJob = rowsWithoutJob;
    this.network = network;
    this.objective = uncertainty.objective();
    this.uncertainty = uncertainty;
  }

  /**
   * Puts the lanes' rows side by side: row v B + b is view v of sample b.
   *
   * @return per head
   * @throws TrainingDivergedException if a row is no number any more
   */
  List<Values> gather(StepPosition position, List<LaneEmbeddings> lanes) {
    List<Values> rows = new ArrayList<>();
    for (int head = 0; head < network.heads().size(); head++) {
      rows.add(rowsOf(head, lanes));
      requireFinite(position, head, rows.get(head));
    }
    return rows;
  }

  /**
   * Leaves the gathered rows of the metrics for the lanes; the caller has them forgotten.
   *
   * @param rows per head, as gathered
   * @return what the lanes need of the batch
   */
  GlobalBatch send(
      StepPosition position, List<Values> rows, double[] logVariances, LaneGroup lanes) {
    int[] ranks = plan.ranks(position.epoch(), position.stepInEpoch());
    List<MetricConfiguration> configured = configuration.trainedMetrics();
    List<MetricLabels> labels = new ArrayList<>();
    List<SentVector> sent = new ArrayList<>();
    for (int metric = 0; metric < configured.size(); metric++) {
      labels.add(
          new MetricLabels(
              trainingSet.metrics().get(metric),
              trainingSet.labels(metric, ranks),
              configured.get(metric).missing(),
              configuration.train().views()));
      sent.add(lanes.send("rows-" + metric, rows.get(metric)));
    }
    return new GlobalBatch(labels, objective, logVariances.clone(), sent);
  }

  private Values rowsOf(int head, List<LaneEmbeddings> lanes) {
    int views = configuration.train().views();
    int part = plan.laneBatch() * network.heads().get(head).outputs();
    int headOffset = plan.laneBatch() * views * columnsBefore(head);
    Values rows = precision.zeros(views * lanes.size() * part);
    for (int lane = 0; lane < lanes.size(); lane++) {
      for (int view = 0; view < views; view++) {
        int from = headOffset + view * part;
        lanes.get(lane).rows().unpack(rows, from, (view * lanes.size() + lane) * part, part);
      }
    }
    return rows;
  }

  private int columnsBefore(int head) {
    return network.heads().subList(0, head).stream().mapToInt(HeadShape::outputs).sum();
  }

  /**
   * The loss of a batch and the weights of its metrics.
   *
   * @param batch as it was sent to the lanes
   * @param rows per head, of the same batch
   * @throws TrainingDivergedException if a metric's loss is no number any more
   */
  StepLoss evaluate(
      StepPosition position,
      LaneGroup lanes,
      GlobalBatch batch,
      List<Values> rows,
      StepClock clock) {
    List<RowStatistics> statistics = statistics(position, lanes, batch, rows, clock);
    List<MetricLoss> losses = statistics.stream().map(objective::summarise).toList();
    for (int metric = 0; metric < losses.size(); metric++) {
      requireFinite(position, metric, losses.get(metric).loss());
    }
    List<AnchorUncertainty> uncertainties = uncertainty.of(batch, rows, statistics);
    WeightedTotal weighted =
        uncertainties.isEmpty()
            ? objective.weigh(losses, batch.logVariances())
            : objective.weighAnchors(uncertainties);
    return new StepLoss(
        trainingSet.byName(losses.stream().mapToDouble(MetricLoss::loss).toArray()),
        trainingSet.byName(losses.stream().mapToDouble(MetricLoss::divergence).toArray()),
        trainingSet.byName(meanWeights(weighted, uncertainties)),
        statistics,
        uncertainties,
        uncertainty.gradient(uncertainties),
        weighted);
  }

  private static double[] meanWeights(
      WeightedTotal weighted, List<AnchorUncertainty> uncertainties) {
    double[] weights = weighted.weights().clone();
    for (int metric = 0; metric < uncertainties.size(); metric++) {
      weights[metric] *= uncertainties.get(metric).summary().weight();
    }
    return weights;
  }

  private List<RowStatistics> statistics(
      StepPosition position,
      LaneGroup lanes,
      GlobalBatch batch,
      List<Values> rows,
      StepClock clock) {
    if (!objective.comparesRows() || batch.rowCount() <= rowsWithoutJob) {
      return clock.computing(() -> statisticsHere(batch, rows));
    }
    List<List<RowStatistics>> lanesOwn =
        lanes.statistics(new StatisticsTask(position.step(), batch, plan.lanes()), clock).stream()
            .map(LaneStatistics::perMetric)
            .toList();
    return IntStream.range(0, trainingSet.metrics().size())
        .mapToObj(metric -> lanesOwn.stream().map(own -> own.get(metric)).toList())
        .map(RowStatistics::combine)
        .toList();
  }

  private static List<RowStatistics> statisticsHere(GlobalBatch batch, List<Values> rows) {
    return IntStream.range(0, batch.labels().size())
        .mapToObj(
            metric ->
                batch.statistics(
                    metric, batch.rows(metric, rows.get(metric)), batch.samplesOf(0, 1)))
        .toList();
  }

  private void requireFinite(StepPosition position, int head, Values rows) {
    if (!rows.finite()) {
      List<String> metrics = trainingSet.metricNames();
      throw new TrainingDivergedException(
          position.step(),
          (head < metrics.size()
                  ? "an embedding of metric " + metrics.get(head)
                  : "a log-variance of a picture")
              + " holds a value that is no number");
    }
  }

  private void requireFinite(StepPosition position, int metric, double loss) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(
          position.step(),
          "the loss of metric " + trainingSet.metricNames().get(metric) + " is " + loss);
    }
  }
}
