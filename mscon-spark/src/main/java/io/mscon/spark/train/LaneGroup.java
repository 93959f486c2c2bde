package io.mscon.spark.train;

import io.mscon.data.BatchPlan;
import io.mscon.data.Split;
import io.mscon.numeric.Values;
import io.mscon.spark.data.PreparedDataset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * The lanes of a training: one partition each, kept in the executors' memory, worked by plain Spark
 * jobs whose results come back in the order of the lanes.
 */
final class LaneGroup implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneGroup.class);

  private final JavaSparkContext context;
  private final JavaRDD<Lane> lanes;
  private final LaneSettings settings;
  private final LaneJobs jobs;
  private int executorsWhenLoaded;

  private LaneGroup(
      JavaSparkContext context, JavaRDD<Lane> lanes, LaneSettings settings, LaneJobs jobs) {
    this.context = context;
    this.lanes = lanes;
    this.settings = settings;
    this.jobs = jobs;
  }

  /** Says which training picture belongs to which lane; they travel when the first job runs. */
  static LaneGroup of(
      SparkSession spark,
      PreparedDataset dataset,
      TrainingSet trainingSet,
      BatchPlan plan,
      LaneSettings settings,
      LaneJobs jobs) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Map<String, Integer>> ranks = context.broadcast(trainingSet.ranks());
    JavaRDD<Lane> lanes =
        dataset
            .samples(Split.TRAIN)
            .select("id", "image")
            .javaRDD()
            .mapToPair(
                row -> {
                  int rank = ranks.value().get(row.getString(0));
                  return new Tuple2<>(rank, new Sample(rank, row.getString(0), row.getAs(1)));
                })
            .partitionBy(new LanePartitioner(plan))
            .mapPartitionsWithIndex(
                (index, samples) -> {
                  Lane lane = Lane.of(index, settings, new SampleIterator(samples));
                  return List.of(lane).iterator();
                },
                true)
            .persist(StorageLevel.MEMORY_ONLY());
    return new LaneGroup(context, lanes, settings, jobs);
  }

  /** How many tasks the executors can run at once, as far as Spark knows now. */
  int slots() {
    return context.defaultParallelism();
  }

  /** Sends a value to all executors; the caller destroys it. */
  <T> Broadcast<T> broadcast(T value) {
    return context.broadcast(value);
  }

  /** Loads the lanes and returns the engines that they really run, each named once. */
  List<String> load() {
    executorsWhenLoaded = jobs.executorsAdded();
    return jobs.collect(Phase.LOAD, 0, lanes.map(Lane::describeEngine)).stream()
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Spreads the lanes anew if executors have come since they were loaded: Spark leaves a kept
   * partition where it is, so a new executor would get none.
   */
  void spread() {
    if (jobs.executorsAdded() != executorsWhenLoaded) {
      LOG.info("Executors were added: the lanes are spread anew");
      release();
      lanes.unpersist(true);
      lanes.persist(StorageLevel.MEMORY_ONLY());
      load();
    }
  }

  List<LaneEmbeddings> embed(EmbedTask task, StepClock clock) {
    List<LaneEmbeddings> embedded =
        jobs.run(Phase.EMBED, task.position().step(), () -> lanes.map(lane -> lane.embed(task)));
    clock.lanes(embedded.stream().map(LaneEmbeddings::report).toList());
    return embedded;
  }

  List<LaneStatistics> statistics(StatisticsTask task, StepClock clock) {
    List<LaneStatistics> statistics =
        jobs.run(Phase.STATISTICS, task.step(), () -> lanes.map(lane -> lane.statistics(task)));
    clock.lanes(statistics.stream().map(LaneStatistics::report).toList());
    return statistics;
  }

  /**
   * The gradient, added up on the executors: the lanes' gradients are cut into ranges of the
   * parameters, each range is added up in the order of the lanes, and the driver receives every
   * number once, however many lanes there are.
   */
  List<RangeSum> backpropagate(GradientTask task, ParameterRanges ranges, StepClock clock) {
    List<JavaRDD<RangeSum>> attempts = new ArrayList<>();
    try {
      List<RangeSum> sums =
          jobs.run(
              Phase.GRADIENT,
              task.step().position().step(),
              () -> {
                attempts.add(sums(task, ranges));
                return attempts.get(attempts.size() - 1);
              });
      clock.lanes(sums.get(0).laneReports());
      clock.reduction(sums.stream().map(RangeSum::report).toList());
      return sums;
    } finally {
      // Spark would keep the files of all steps until a garbage collection happens to come by.
      attempts.forEach(attempt -> attempt.rdd().cleanShuffleDependencies(false));
    }
  }

  private JavaRDD<RangeSum> sums(GradientTask task, ParameterRanges ranges) {
    LaneSettings known = settings;
    long step = task.step().position().step();
    JavaPairRDD<Integer, GradientSlice> slices =
        lanes.flatMapToPair(lane -> slices(lane, task, ranges));
    return slices
        .partitionBy(new HashPartitioner(ranges.count()))
        .mapPartitionsWithIndex(
            (range, arrived) -> List.of(sum(known, step, ranges, range, arrived)).iterator(), true);
  }

  private static Iterator<Tuple2<Integer, GradientSlice>> slices(
      Lane lane, GradientTask task, ParameterRanges ranges) {
    LaneGradient gradient = lane.backpropagate(task);
    long step = task.step().position().step();
    return IntStream.range(0, ranges.count())
        .mapToObj(range -> new Tuple2<>(range, lane.slice(gradient, step, ranges, range)))
        .iterator();
  }

  private static RangeSum sum(
      LaneSettings settings,
      long step,
      ParameterRanges ranges,
      int range,
      Iterator<Tuple2<Integer, GradientSlice>> arrived) {
    settings.hook().enter(Phase.REDUCE, step, range);
    WorkClock clock = new WorkClock();
    List<GradientSlice> slices = new ArrayList<>();
    arrived.forEachRemaining(pair -> slices.add(pair._2()));
    Values zeros = settings.precision().zeros(ranges.size(range));
    return RangeSum.of(range, slices, zeros, clock)
        .through(parcel -> settings.hook().leave(Phase.REDUCE, step, range, parcel));
  }

  /**
   * Frees the lanes' native memory. What an executor does not free goes with it, so that a failure
   * here spoils no finished training.
   */
  void release() {
    try {
      jobs.collect(Phase.RELEASE, 0, lanes.map(Lane::release));
    } catch (IllegalStateException | StalledStepException e) {
      LOG.warn("The lanes' native memory was not freed: {}", e.getMessage());
    }
  }

  /** Forgets the lanes. */
  @Override
  public void close() {
    lanes.unpersist();
  }
}
