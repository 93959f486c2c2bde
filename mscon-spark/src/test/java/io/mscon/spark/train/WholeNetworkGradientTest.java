package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.data.BatchLabels;
import io.mscon.data.BatchPlan;
import io.mscon.model.Engine;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.ParameterLayout.Tensor;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradient of the whole pipeline in double precision: pictures, network, heads, gathered rows,
 * loss of two metrics, and back.
 */
class WholeNetworkGradientTest {
  private static final int MICRO_BATCH = 6;
  private static final int BATCH = 4 * MICRO_BATCH;
  private static final String UNIFORM = "loss.weighting=uniform";
  private static final String PER_SAMPLE = "loss.weighting=per-sample";
  private static final StepPosition FIRST = StepPosition.of(0, 1);

  @TempDir static Path folder;
  private static SparkSession spark;
  private static SmallTraining training;
  private static Configuration configuration;
  private static PreparedDataset dataset;
  private static TrainingSet samples;
  private static NetworkSpec network;
  private static double[] start;

  @BeforeAll
  static void prepare() throws IOException {
    spark = LocalSpark.session();
    training = SmallTraining.in(spark, folder);
    dataset = PreparedDataset.open(spark, folder.resolve("dataset").toString());
  }

  private static void configure(String weighting) throws IOException {
    configuration =
        training.configuration(
            "train.global-batch=" + BATCH,
            "train.micro-batch=" + MICRO_BATCH,
            "train.lanes=4",
            // Normalised weights are no slope of the total.
            "loss.normalise-weights=false",
            weighting);
    samples = TrainingSet.read(dataset, configuration);
    network = configuration.network(dataset.manifest()::classes);
    start = Values.of(InitialWeights.parameters(network, 1)).float64();
  }

  @ParameterizedTest
  @ValueSource(strings = {UNIFORM, PER_SAMPLE})
  void isTheSameOnOneLaneAndOnFour(String weighting) throws IOException {
    configure(weighting);
    StepOutcome onFour = compute(samples, 4, start);
    StepOutcome onOne = compute(renumbered(), 1, start);
    assertEquals(onFour.loss().total(), onOne.loss().total(), 1e-12 * onFour.loss().total());
    double difference = distance(onFour.gradient().float64(), onOne.gradient().float64());
    double relative = difference / norm(onFour.gradient().float64());
    assertTrue(norm(onFour.gradient().float64()) > 1e-3, "there is a gradient to compare");
    assertTrue(relative <= 1e-12, "relative difference " + relative);
  }

  @ParameterizedTest
  @ValueSource(strings = {UNIFORM, PER_SAMPLE})
  void isTheSlopeOfTheLoss(String weighting) throws IOException {
    configure(weighting);
    double[] gradient = compute(samples, 4, start).gradient().float64();
    double step = 1e-6;
    for (double[] direction : directions()) {
      double ahead = loss(moved(direction, step));
      double behind = loss(moved(direction, -step));
      double slope = (ahead - behind) / (2 * step);
      double expected = dot(gradient, direction);
      double scale = Math.max(Math.abs(expected), norm(gradient) * 1e-2);
      assertEquals(expected, slope, 1e-6 * scale);
    }
  }

  /** Every tensor at once, and each kind of tensor alone, in a random direction of length 1. */
  private static List<double[]> directions() {
    List<double[]> directions = new ArrayList<>();
    List<Tensor> tensors = ParameterLayout.of(network).parameters();
    directions.add(direction(tensors, directions.size()));
    Arrays.stream(ParameterLayout.Role.values())
        .map(role -> tensors.stream().filter(tensor -> tensor.role() == role).toList())
        .filter(some -> !some.isEmpty())
        .forEach(some -> directions.add(direction(some, directions.size())));
    return directions;
  }

  private static double[] direction(List<Tensor> tensors, int number) {
    RandomStream random = RandomStream.of(1, RandomUse.EPOCH_ORDER, number);
    double[] direction = new double[start.length];
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.size(); i++) {
        direction[tensor.offset() + i] = random.nextGaussian();
      }
    }
    double length = norm(direction);
    return Arrays.stream(direction).map(value -> value / length).toArray();
  }

  private static double[] moved(double[] direction, double by) {
    double[] there = start.clone();
    for (int i = 0; i < there.length; i++) {
      there[i] += by * direction[i];
    }
    return there;
  }

  private static double loss(double[] parameters) {
    return compute(samples, 4, parameters).loss().total();
  }

  /** The batch's samples in the order of the four lanes, as one lane would draw them. */
  private static TrainingSet renumbered() {
    int[] newRank = new int[samples.size()];
    Arrays.fill(newRank, -1);
    boolean[] taken = new boolean[samples.size()];
    int[] onFour = plan(4).ranks(0, 0);
    int[] onOne = plan(1).ranks(0, 0);
    for (int place = 0; place < BATCH; place++) {
      newRank[onFour[place]] = onOne[place];
      taken[onOne[place]] = true;
    }
    int free = 0;
    for (int rank = 0; rank < newRank.length; rank++) {
      if (newRank[rank] < 0) {
        while (taken[free]) {
          free++;
        }
        newRank[rank] = free++;
      }
    }
    return renumbered(newRank);
  }

  private static TrainingSet renumbered(int[] newRank) {
    int[] oldRank = new int[newRank.length];
    for (int rank = 0; rank < newRank.length; rank++) {
      oldRank[newRank[rank]] = rank;
    }
    Map<String, Integer> ranks = new HashMap<>();
    samples.ranks().forEach((id, rank) -> ranks.put(id, newRank[rank]));
    List<BatchLabels> labels = new ArrayList<>();
    for (int metric = 0; metric < samples.metrics().size(); metric++) {
      labels.add(samples.labels(metric, oldRank));
    }
    return new TrainingSet(samples.metrics(), labels, ranks);
  }

  private static BatchPlan plan(int lanes) {
    return new BatchPlan(configuration.seed(), samples.size(), lanes, BATCH);
  }

  private static StepOutcome compute(TrainingSet trainingSet, int lanes, double[] parameters) {
    BatchPlan plan = plan(lanes);
    LaneSettings settings =
        new LaneSettings(
            configuration.seed(),
            network,
            samples.metrics().size(),
            Engine.DL4J,
            Precision.FLOAT64,
            configuration.train().views(),
            MICRO_BATCH,
            0,
            configuration.image(),
            configuration.augmentation(),
            PhaseHook.NONE);
    GlobalLoss loss =
        new GlobalLoss(
            configuration,
            trainingSet,
            plan,
            network,
            BatchUncertainty.of(configuration, network, dataset.manifest()::classes),
            Precision.FLOAT64,
            Integer.MAX_VALUE);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (LaneJobs jobs = new LaneJobs(context, new StopRequest(), 600);
        LaneGroup group = LaneGroup.of(spark, dataset, trainingSet, plan, settings, jobs)) {
      double[] logVariances = new double[trainingSet.metrics().size()];
      StepClock clock = new StepClock(2);
      StepOutcome outcome =
          new GlobalStep(plan, loss, group)
              .compute(FIRST, Values.of(parameters), logVariances, clock);
      group.release();
      return outcome;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] values) {
    return Math.sqrt(dot(values, values));
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return norm(difference);
  }
}
