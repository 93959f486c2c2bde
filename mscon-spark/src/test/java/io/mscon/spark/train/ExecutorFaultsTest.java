package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.run.Storage;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.reliability.ReliabilityTable;
import io.mscon.spark.reliability.Sessions;
import io.mscon.spark.train.InjectedFault.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault in every phase of a step on the executors. */
@Tag("faults")
class ExecutorFaultsTest {
  private static final long STEP = 2;
  private static final int TIMEOUT_SECONDS = 15;
  private static final List<Phase> PHASES =
      List.of(Phase.EMBED, Phase.STATISTICS, Phase.GRADIENT, Phase.REDUCE);

  @RegisterExtension
  static final ReliabilityTable TABLE = ReliabilityTable.of("executors", "phase, Spark master");

  @TempDir static Path folder;
  private static SmallTraining training;
  private static String expected;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    SparkSession spark = LocalSpark.session();
    training = SmallTraining.in(spark, folder);
    expected = training.train(spark, training.configuration(), StepOptions.USUAL);
  }

  @AfterAll
  static void endTheCluster() {
    LocalSpark.session();
  }

  /** On threads of the driver, with Spark's retries on; without them see InvarianceTest. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnThreads {
    private static final String MASTER = "local[2,4]";
    private SparkSession spark;

    @BeforeAll
    void open() throws IOException {
      spark = Sessions.open(MASTER, Map.of());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("io.mscon.spark.train.ExecutorFaultsTest#threadFaults")
    void endsInTheSameWeights(Kind kind, Phase phase) throws Exception {
      survives(spark, MASTER, kind, phase);
    }
  }

  /** On executors that are processes of their own. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnExecutors {
    private static final String MASTER = "local-cluster[2,1,1024]";
    private SparkSession spark;

    @BeforeAll
    void open() throws IOException {
      spark = Sessions.open(MASTER, Map.of());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("io.mscon.spark.train.ExecutorFaultsTest#executorFaults")
    void endsInTheSameWeights(Kind kind, Phase phase) throws Exception {
      survives(spark, MASTER, kind, phase);
    }

    @ParameterizedTest(name = "STALL {0}")
    @MethodSource("io.mscon.spark.train.ExecutorFaultsTest#phases")
    void aTaskThatHangsEndsTheRunWithItsNameAndARunToGoOnFrom(Phase phase) throws Exception {
      TABLE.row(
          Kind.STALL.inWords(),
          place(phase, MASTER),
          "stops after train.progress-timeout, names lane and host; resumed: "
              + ReliabilityTable.SAME_WEIGHTS,
          () -> stalls(spark, phase));
    }
  }

  static Stream<Arguments> threadFaults() {
    return matrix(Kind.THROW, Kind.CORRUPT);
  }

  static Stream<Arguments> executorFaults() {
    return matrix(Kind.THROW, Kind.HALT, Kind.CORRUPT);
  }

  static List<Phase> phases() {
    return PHASES;
  }

  private static Stream<Arguments> matrix(Kind... kinds) {
    return Arrays.stream(kinds)
        .flatMap(kind -> PHASES.stream().map(phase -> Arguments.of(kind, phase)));
  }

  private static void survives(SparkSession spark, String master, Kind kind, Phase phase)
      throws Exception {
    InjectedFault fault = training.fault(kind, phase, STEP, 1);
    TABLE.row(
        kind.inWords(),
        place(phase, master),
        ReliabilityTable.SAME_WEIGHTS,
        () -> {
          String found = training.train(spark, training.configuration(), options(fault));
          assertTrue(fault.struck(), fault.toString());
          return ReliabilityTable.compare(expected, found);
        });
  }

  private static String stalls(SparkSession spark, Phase phase) throws IOException {
    Configuration configuration =
        training.configuration("train.progress-timeout=" + TIMEOUT_SECONDS);
    Storage run = training.newRun(spark);
    StepOptions options = options(training.fault(Kind.STALL, phase, STEP, 1));
    StalledStepException stalled =
        assertThrows(
            StalledStepException.class,
            () -> training.train(spark, configuration, run, false, options, report -> {}));
    String part = phase == Phase.REDUCE ? "parameter range 1" : "lane 1";
    boolean named = stalled.getMessage().contains(part + " on host ");
    String resumed = training.resume(spark, configuration, run);
    return "stops after train.progress-timeout, %s; resumed: %s"
        .formatted(
            named ? "names lane and host" : stalled.getMessage(),
            ReliabilityTable.compare(expected, resumed));
  }

  /** Small batches have the loss's first pass on the driver; its faults need it on the lanes. */
  private static StepOptions options(InjectedFault fault) {
    return StepOptions.of(fault.phase(), fault);
  }

  private static String place(Phase phase, String master) {
    return "%s, `%s`".formatted(phase.label(), master);
  }
}
