package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.MetricConfiguration;
import io.mscon.data.BatchPlan;
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

  /**
   * Makes it.
   *
   * @param rowsWithoutJob up to so many rows the driver does the first pass itself
   */
  GlobalLoss(
      Configuration configuration,
      TrainingSet trainingSet,
      BatchPlan plan,
      NetworkSpec network,
      Precision precision,
      int rowsWithoutJob) {
    this.configuration = configuration;
    this.trainingSet = trainingSet;
    this.plan = plan;
    this.precision = precision;
    this.rowsWithoutJob = rowsWithoutJob;
    this.network = network;
    this.objective = Objectives.of(configuration);
  }

  /**
   * Puts the lanes' rows side by side: row v B + b is view v of sample b.
   *
   * @throws TrainingDivergedException if a row is no number any more
   */
  List<Values> gather(StepPosition position, List<LaneEmbeddings> lanes) {
    List<Values> rows = new ArrayList<>();
    for (int metric = 0; metric < trainingSet.metrics().size(); metric++) {
      rows.add(rowsOf(metric, lanes));
      requireFinite(position, metric, rows.get(metric));
    }
    return rows;
  }

  /**
   * Leaves the gathered rows for the lanes; the caller has them forgotten.
   *
   * @param rows per metric, as gathered
   * @return what the lanes need of the batch
   */
  GlobalBatch send(
      StepPosition position, List<Values> rows, double[] logVariances, LaneGroup lanes) {
    int[] ranks = plan.ranks(position.epoch(), position.stepInEpoch());
    List<MetricConfiguration> configured = configuration.trainedMetrics();
    List<MetricLabels> labels = new ArrayList<>();
    List<SentVector> sent = new ArrayList<>();
    for (int metric = 0; metric < rows.size(); metric++) {
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

  private Values rowsOf(int metric, List<LaneEmbeddings> lanes) {
    int views = configuration.train().views();
    int part = plan.laneBatch() * network.heads().get(metric).outputs();
    int headOffset = plan.laneBatch() * views * columnsBefore(metric);
    Values rows = precision.zeros(views * lanes.size() * part);
    for (int lane = 0; lane < lanes.size(); lane++) {
      for (int view = 0; view < views; view++) {
        int from = headOffset + view * part;
        lanes.get(lane).rows().unpack(rows, from, (view * lanes.size() + lane) * part, part);
      }
    }
    return rows;
  }

  private int columnsBefore(int metric) {
    return network.heads().subList(0, metric).stream().mapToInt(HeadShape::outputs).sum();
  }

  /**
   * The loss of a batch and the weights of its metrics.
   *
   * @param batch as it was sent to the lanes
   * @param rows per metric, of the same batch
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
    WeightedTotal weighted = objective.weigh(losses, batch.logVariances());
    return new StepLoss(
        trainingSet.byName(losses.stream().mapToDouble(MetricLoss::loss).toArray()),
        trainingSet.byName(losses.stream().mapToDouble(MetricLoss::divergence).toArray()),
        trainingSet.byName(weighted.weights()),
        statistics,
        weighted);
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
    return IntStream.range(0, rows.size())
        .mapToObj(
            metric ->
                batch.statistics(
                    metric, batch.rows(metric, rows.get(metric)), batch.samplesOf(0, 1)))
        .toList();
  }

  private void requireFinite(StepPosition position, int metric, Values rows) {
    if (!rows.finite()) {
      throw new TrainingDivergedException(
          position.step(),
          "an embedding of metric "
              + trainingSet.metricNames().get(metric)
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
