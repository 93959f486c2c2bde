package io.mscon.spark.train;

import io.mscon.data.BatchPlan;
import io.mscon.data.Split;
import io.mscon.model.ParameterLayout;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.data.PreparedDataset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
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
  private final LaneExchange exchange;
  private Values gradient;
  private int executorsWhenLoaded;

  /** Whether every lane of the last gradient was on the driver's host. */
  private boolean lanesHere;

  private LaneGroup(
      JavaSparkContext context, JavaRDD<Lane> lanes, LaneSettings settings, LaneJobs jobs) {
    this.context = context;
    this.lanes = lanes;
    this.settings = settings;
    this.jobs = jobs;
    this.exchange = new LaneExchange(lanes.id(), lanes.getNumPartitions());
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

  /**
   * Leaves numbers for the lanes; the caller has them forgotten.
   *
   * @param name of what they are; no other vector of a step has it
   * @param numbers may change when this returns
   */
  SentVector send(String name, Values numbers) {
    return exchange.send(name, numbers);
  }

  /** Loads the lanes and returns the engines that they really run, each named once. */
  List<String> load() {
    executorsWhenLoaded = jobs.executorsAdded();
    List<LanePlace> places = jobs.collect(Phase.LOAD, 0, lanes.map(Lane::place));
    places.forEach(place -> LOG.info("Loaded {}", place));
    return places.stream().map(LanePlace::engine).distinct().sorted().toList();
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

  /** Treats driver and executors as if each had a host of its own. */
  void keepApart() {
    exchange.keepApart();
  }

  /** Where the lanes are. */
  JavaSparkContext context() {
    return context;
  }

  /** What every lane makes, a partition each, made as it is taken. */
  <T> JavaRDD<T> made(FlatMapFunction<Lane, T> maker) {
    return lanes.flatMap(maker);
  }

  /** Runs the job of a round of parameter averaging. */
  <T> List<T> localSteps(long step, JavaRDD<T> workers) {
    return jobs.collect(Phase.LOCAL_STEPS, step, workers);
  }

  /**
   * The gradient, added up on the executors, or on the driver if it is on their host. Slices that
   * are lost with an executor are computed again. The next gradient takes this one's memory.
   *
   * @param task makes the lanes' task
   */
  GlobalGradient backpropagate(
      StepPosition position, Function<GradientReduction, GradientTask> task, StepClock clock) {
    return jobs.untilIntact(
        Phase.GRADIENT,
        position.step(),
        () -> {
          GradientReduction reduction =
              exchange.reduction(parameterCount(), settings.precision(), lanesHere);
          try {
            return attempt(position.step(), task.apply(reduction), clock);
          } finally {
            reduction.forget();
          }
        });
  }

  private LaneJobs.Attempt<GlobalGradient> attempt(long step, GradientTask task, StepClock clock) {
    List<LaneGradient> lanesOwn =
        jobs.collect(Phase.GRADIENT, step, lanes.map(lane -> lane.backpropagate(task)));
    clock.lanes(lanesOwn.stream().map(LaneGradient::report).toList());
    Optional<String> damage = LaneJobs.damage(lanesOwn);
    if (damage.isPresent()) {
      return new LaneJobs.Attempt<>(null, damage);
    }
    lanesHere = lanesOwn.stream().allMatch(LaneGradient::here);
    return addUp(step, task.reduction(), radialSums(lanesOwn), clock);
  }

  private LaneJobs.Attempt<GlobalGradient> addUp(
      long step, GradientReduction reduction, double[] radialSums, StepClock clock) {
    Values sum = gradient();
    Optional<Boolean> finiteHere = clock.serialising(() -> reduction.addHere(sum));
    if (finiteHere.isPresent()) {
      return new LaneJobs.Attempt<>(
          new GlobalGradient(sum, radialSums, finiteHere.get()), Optional.empty());
    }
    if (reduction.driverOnly()) {
      lanesHere = false;
      return new LaneJobs.Attempt<>(
          null,
          Optional.of(
              "a slice of the gradient that is not on the driver's host any more, or damaged"));
    }
    List<RangeSum> sums = addUpOnExecutors(step, reduction);
    clock.reduction(sums.stream().map(RangeSum::report).toList());
    Optional<String> damage =
        LaneJobs.damage(sums).or(() -> clock.serialising(() -> reduction.collect(sum)));
    boolean finite = sums.stream().allMatch(RangeSum::finite);
    return new LaneJobs.Attempt<>(new GlobalGradient(sum, radialSums, finite), damage);
  }

  /** Memory that the driver has already costs less than fresh memory in every step. */
  private Values gradient() {
    if (gradient == null) {
      gradient = settings.precision().zeros(parameterCount());
    }
    return gradient;
  }

  private int parameterCount() {
    return ParameterLayout.of(settings.network()).parameterCount();
  }

  private List<RangeSum> addUpOnExecutors(long step, GradientReduction reduction) {
    PhaseHook hook = settings.hook();
    List<Integer> ranges = IntStream.range(0, reduction.ranges().count()).boxed().toList();
    return jobs.collect(
        Phase.REDUCE,
        step,
        context
            .parallelize(ranges, ranges.size())
            .map(
                range -> {
                  hook.enter(Phase.REDUCE, step, range);
                  return reduction.add(range, hook, step);
                }));
  }

  private double[] radialSums(List<LaneGradient> lanes) {
    Values sums = Precision.FLOAT64.zeros(settings.network().heads().size());
    Values next = Precision.FLOAT64.zeros(settings.network().heads().size());
    for (LaneGradient lane : lanes) {
      lane.radialSums().unpack(next, 0);
      sums.add(next);
    }
    return sums.float64();
  }

  /**
   * Frees the lanes' native memory. What an executor does not free goes with it, so that neither a
   * failure nor a request to stop spoils a finished training here.
   */
  void release() {
    try {
      jobs.collect(Phase.RELEASE, 0, lanes.map(Lane::release));
    } catch (IllegalStateException | StalledStepException | StopNoticedException e) {
      LOG.warn("The lanes' native memory was not freed: {}", e.getMessage());
    }
  }

  /** Forgets the lanes. */
  @Override
  public void close() {
    exchange.close();
    lanes.unpersist();
  }
}
