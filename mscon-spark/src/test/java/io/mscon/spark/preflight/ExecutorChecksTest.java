package io.mscon.spark.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.Engine;
import io.mscon.run.Pause;
import io.mscon.spark.preflight.Executors.Kind;
import io.mscon.spark.preflight.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Who answers, what runs there, and whether arrays arrive. */
class ExecutorChecksTest {
  private static final CountDownLatch BUSY = new CountDownLatch(1);
  private static final String[] AVERAGING = {
    "train.trainer=parameter-averaging", "train.micro-batch=16"
  };

  @TempDir Path folder;
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = new Fixture(folder);
  }

  @Test
  void theCensusOfALocalSessionIsThisJvm() throws IOException {
    Executors executors = census(Duration.ofMinutes(1)).take(5);
    assertEquals(Kind.LOCAL, executors.kind());
    assertEquals(2, executors.slots());
    assertEquals(1, executors.reports().size());
    ExecutorReport report = executors.reports().get(0);
    assertEquals("driver", report.executor());
    assertEquals(ProcessHandle.current().pid(), report.pid());
    assertTrue(report.engine().startsWith("oneDNN"), report.toString());
    assertEquals("", report.failure());
    assertEquals(Runtime.getRuntime().maxMemory(), report.memory().heap());
    assertTrue(report.memory().machine() > 0, report.toString());
  }

  @Test
  void aClusterWithoutAFreeSlotIsGivenUp() throws Exception {
    SparkContext spark = Fixture.spark().sparkContext();
    JavaFutureAction<List<Integer>> occupation =
        JavaSparkContext.fromSparkContext(spark)
            .parallelize(List.of(1, 2), 2)
            .map(ExecutorChecksTest::occupy)
            .collectAsync();
    Executors executors;
    try {
      executors = census(Duration.ofMillis(200)).take(2);
    } finally {
      BUSY.countDown();
    }
    occupation.get();
    assertTrue(executors.none());
    PreflightContext without = Fixture.with(fixture.context(), executors);
    assertEquals(
        List.of(
            new Finding(
                Severity.MACHINE,
                "Cannot train: no executor took a task within 60 s (start executors, free some of"
                    + " the cluster, or raise train.executor-timeout)")),
        Fixture.findings(new SlotCheck(), without));
    PreflightReport report = Preflight.inspect(without);
    assertEquals(1, report.problems().size(), report.findings().toString());
    assertTrue(report.memory().isEmpty());
  }

  private static int occupy(int task) throws InterruptedException {
    BUSY.await();
    return task;
  }

  @Test
  void lanesWithoutASlotWaitForOthers() throws IOException {
    assertEquals(List.of(), Fixture.findings(new SlotCheck(), fixture.context()));
    List<Finding> findings =
        Fixture.findings(new SlotCheck(), fixture.context("train.lanes=4", "seed=2"));
    assertEquals(
        List.of(
            new Finding(
                Severity.WARNING,
                "train.lanes is 4, but only 2 tasks run at the same time: the others wait for them"
                    + " (more cores or executors make it faster; fewer lanes change the result)")),
        findings);
  }

  @Test
  void equalExecutorsHaveNoFindings() throws IOException {
    assertEquals(List.of(), Fixture.findings(new EngineCheck(), fixture.context()));
  }

  @Test
  void differentEnginesAreDoubtfulAndFailingOnesAProblem() throws IOException {
    PreflightContext mixed =
        Fixture.with(
            fixture.context(),
            Fixture.executors(
                Kind.PROCESSES,
                report("1", "oneDNN, AVX2", "", "1"),
                report("2", "oneDNN, AVX-512", "", "1"),
                report("3", "", "Cannot load oneDNN: no space", "1")));
    assertEquals(
        List.of(
            new Finding(
                Severity.MACHINE,
                "Cannot run the network on executor 3 (host3): Cannot load oneDNN: no space"),
            new Finding(
                Severity.WARNING,
                "Executors run the network in different ways: oneDNN, AVX-512 on executor 2"
                    + " (host2); oneDNN, AVX2 on executor 1 (host1) (the weights' bits then depend"
                    + " on where a lane runs; use machines of one kind)")),
        Fixture.findings(new EngineCheck(), mixed));
  }

  @Test
  void otherThreadsThanConfiguredAreDoubtful() throws IOException {
    PreflightContext threads =
        Fixture.with(
            fixture.context("train.threads-per-lane=4"),
            Fixture.executors(
                Kind.CONTAINERS, report("1", "e", "", "4"), report("2", "e", "", "")));
    assertEquals(
        List.of(
            new Finding(
                Severity.WARNING,
                "OMP_NUM_THREADS is not set on executor 2 (host2), train.threads-per-lane is 4:"
                    + " speed and the weights' bits follow the former (set"
                    + " spark.executorEnv.OMP_NUM_THREADS=4)")),
        Fixture.findings(new EngineCheck(), threads));
  }

  @Test
  void arraysComeBackAsTheyWent() throws IOException {
    assertEquals(List.of(), Fixture.findings(new ArrayCheck(), fixture.context()));
  }

  @Test
  void nd4jArraysComeBackAsTheyWent() throws IOException {
    assertEquals(List.of(), Fixture.findings(new Nd4jArrayCheck(), fixture.context(AVERAGING)));
  }

  @Test
  void anotherSerializerLosesNd4jArraysAndIsNamed() throws IOException {
    PreflightContext usual = fixture.context(AVERAGING);
    usual.spark().stop();
    SparkSession kryo =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.serializer", KryoSerializer.class.getName())
            .getOrCreate();
    try {
      PreflightContext context =
          new PreflightContext(
              kryo, usual.configuration(), usual.dataset(), usual.run(), usual.executors());
      List<Finding> findings = Fixture.findings(new Nd4jArrayCheck(), context);
      assertEquals(1, findings.size(), findings.toString());
      assertTrue(
          findings.get(0).message().startsWith("Cannot send ND4J arrays to executors: "),
          findings.toString());
      assertTrue(findings.get(0).message().contains("spark.serializer"), findings.toString());
      IOException refused =
          assertThrows(
              IOException.class,
              () ->
                  new ExecutorCensus(
                          kryo.sparkContext(), Engine.AUTO, Duration.ofMinutes(1), Pause.SLEEP)
                      .take(1));
      assertTrue(refused.getMessage().contains("spark.serializer"), refused.getMessage());
    } finally {
      kryo.stop();
    }
  }

  @Test
  void aChangedNd4jArrayIsDescribed() {
    INDArray sent = Nd4j.createFromArray(new float[][] {{1f, -0f}});
    assertEquals(Optional.empty(), Nd4jArrayCheck.change(sent, sent.dup()));
    assertEquals(
        Optional.of("number 1 was 80000000 and is 00000000"),
        Nd4jArrayCheck.change(sent, Nd4j.createFromArray(new float[][] {{1f, 0f}})));
    assertEquals(
        Optional.of("sent FLOAT [1, 2], got FLOAT [2, 1]"),
        Nd4jArrayCheck.change(sent, sent.reshape(2, 1)));
    assertEquals(
        Optional.of("sent FLOAT [1, 2], got DOUBLE [1, 2]"),
        Nd4jArrayCheck.change(sent, sent.castTo(DataType.DOUBLE)));
  }

  @Test
  void whereNd4jDoesNotLoadOnlyTheEngineIsComplainedOf() throws IOException {
    PreflightContext without =
        Fixture.with(
            fixture.context(AVERAGING),
            Fixture.executors(Kind.PROCESSES, report("1", "", "Cannot load ND4J: no space", "1")));
    assertEquals(List.of(), Fixture.findings(new Nd4jArrayCheck(), without));
    assertEquals(
        "Cannot run the network on executor 1 (host1): Cannot load ND4J: no space",
        Fixture.findings(new EngineCheck(), without).get(0).message());
  }

  @Test
  void parameterAveragingIsAskedForDl4j() {
    assertEquals(Engine.DL4J, Fixture.configuration(AVERAGING).trainingEngine());
    assertEquals(Engine.AUTO, Fixture.configuration().trainingEngine());
    assertEquals(Engine.ONEDNN, Fixture.configuration("compute.engine=onednn").trainingEngine());
  }

  private static ExecutorReport report(
      String executor, String engine, String failure, String threads) {
    return new ExecutorReport(
        executor, 1, "host" + executor, engine, failure, threads, "", Fixture.PLENTY);
  }

  private static ExecutorCensus census(Duration patience) {
    return new ExecutorCensus(Fixture.spark().sparkContext(), Engine.AUTO, patience, Pause.SLEEP);
  }
}
