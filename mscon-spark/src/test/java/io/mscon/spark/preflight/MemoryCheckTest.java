package io.mscon.spark.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.TrainConfiguration;
import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.NativeLimits;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Stem;
import io.mscon.spark.preflight.Executors.Kind;
import io.mscon.spark.preflight.Finding.Severity;
import io.mscon.spark.preflight.MemoryEstimate.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final long GIBIBYTE = 1L << 30;
  private static final NetworkSpec NETWORK =
      new NetworkSpec(
          EncoderDepth.RESNET18, Stem.IMAGENET, 1, 64, HeadShape.projections(3, 512, 128));

  @TempDir Path folder;

  @Test
  void moreOfAnythingTakesMore() {
    MemoryEstimate small = estimate(train("train.kept-activations=0"), 1, 1000);
    MemoryEstimate keeping = estimate(train(), 1, 1000);
    MemoryEstimate twoLanes = estimate(train(), 2, 1000);
    MemoryEstimate morePictures = estimate(train(), 1, 1000 * 1000);
    assertTrue(keeping.total(Place.EXECUTOR_NATIVE) > small.total(Place.EXECUTOR_NATIVE));
    assertTrue(twoLanes.total(Place.EXECUTOR_NATIVE) > keeping.total(Place.EXECUTOR_NATIVE));
    assertTrue(morePictures.total(Place.EXECUTOR_HEAP) > small.total(Place.EXECUTOR_HEAP));
    assertTrue(morePictures.total(Place.DRIVER_HEAP) > small.total(Place.DRIVER_HEAP));
  }

  @Test
  void keptPassesAreBoundedByTheSettingAndByTheStep() {
    assertEquals(1, workload(train("train.kept-activations=0"), 1, 1).openPasses());
    // 128 rows take 217 MiB: one is kept, the other is open beside it.
    assertEquals(2, workload(train("train.kept-activations=300"), 1, 1).openPasses());
    assertEquals(2, workload(train("train.kept-activations=100000"), 1, 1).openPasses());
  }

  @Test
  void picturesFitIntoSparksShareForCachedData() {
    MemoryEstimate estimate = estimate(train(), 2, 100_000);
    long cached = 100_000 * (20_000L + 2 * 150);
    assertTrue(estimate.total(Place.EXECUTOR_HEAP) >= (long) (cached / 0.6));
  }

  @Test
  void enoughMemoryHasNoFindings() throws IOException {
    assertEquals(List.of(), findings(Kind.PROCESSES, Fixture.PLENTY, Fixture.PLENTY));
    assertEquals(List.of(), findings(Kind.LOCAL, Fixture.PLENTY, Fixture.PLENTY));
  }

  @Test
  void tooSmallHeapsNameTheirSettings() throws IOException {
    MemoryLimits small = new MemoryLimits(200 * MEBIBYTE, 256 * GIBIBYTE, new NativeLimits(0, 0));
    List<Finding> findings = findings(Kind.PROCESSES, small, small);
    assertEquals(3, findings.size(), findings.toString());
    assertProblem("The driver's heap is 200 MiB", "set spark.driver.memory to", findings.get(0));
    assertProblem(
        "The heap of executor 1 (host1) is 200 MiB",
        "set spark.executor.memory to",
        findings.get(1));
    assertProblem(
        "The heap of executor 2 (host2) is 200 MiB",
        "set spark.executor.memory to",
        findings.get(2));
  }

  @Test
  void aContainersOverheadHasToHoldNativeMemory() throws IOException {
    List<Finding> findings = findings(Kind.CONTAINERS, Fixture.PLENTY, Fixture.PLENTY);
    assertEquals(1, findings.size(), findings.toString());
    assertProblem("spark.executor.memoryOverhead is 384 MiB", "set it to", findings.get(0));
    assertTrue(findings.get(0).message().contains("activations"), findings.toString());
  }

  @Test
  void overheadIsComputedAsSparkDoes() {
    SparkConf settings = new SparkConf(false).set("spark.executor.memory", "10g");
    assertEquals(GIBIBYTE, MemoryCheck.overhead(settings));
    settings.set("spark.executor.memoryOverheadFactor", "0.4");
    assertEquals(4 * GIBIBYTE, MemoryCheck.overhead(settings));
    settings.set("spark.executor.memoryOverhead", "1800");
    assertEquals(1800 * MEBIBYTE, MemoryCheck.overhead(settings));
    assertEquals(384 * MEBIBYTE, MemoryCheck.overhead(new SparkConf(false)));
  }

  @Test
  void inLocalModeOneJvmHoldsEverything() throws IOException {
    MemoryLimits small = new MemoryLimits(300 * MEBIBYTE, GIBIBYTE, new NativeLimits(0, 0));
    List<Finding> findings = findings(Kind.LOCAL, small, Fixture.PLENTY);
    assertEquals(2, findings.size(), findings.toString());
    assertProblem("The heap of this JVM", "set MSCON_DRIVER_MEMORY or -Xmx to", findings.get(0));
    assertProblem("The memory of this machine is 1024 MiB", "give it at least", findings.get(1));
  }

  @Test
  void executorsOfOneMachineShareIt() throws IOException {
    MemoryLimits half = new MemoryLimits(64 * GIBIBYTE, 3 * GIBIBYTE, new NativeLimits(0, 0));
    ExecutorReport one = Fixture.report("1", half);
    ExecutorReport other =
        new ExecutorReport("2", 2, one.host(), one.engine(), "", one.threads(), "", half);
    Executors apart = Fixture.executors(Kind.PROCESSES, one, Fixture.report("2", half));
    Executors together = Fixture.executors(Kind.PROCESSES, one, other);
    assertEquals(List.of(), findings(apart, Fixture.PLENTY));
    List<Finding> findings = findings(together, Fixture.PLENTY);
    assertEquals(1, findings.size(), findings.toString());
    assertTrue(
        findings.get(0).message().startsWith("The memory of machine host1 is 3072 MiB"),
        findings.toString());
  }

  @Test
  void limitsOfJavaCppAreNamed() throws IOException {
    MemoryLimits counted =
        new MemoryLimits(
            GIBIBYTE, 256 * GIBIBYTE, new NativeLimits(100 * MEBIBYTE, 1024 * MEBIBYTE));
    List<Finding> findings =
        findings(Fixture.executors(Kind.PROCESSES, Fixture.report("1", counted)), Fixture.PLENTY);
    assertEquals(2, findings.size(), findings.toString());
    assertProblem(
        "org.bytedeco.javacpp.maxbytes of executor 1 (host1) is 100 MiB",
        "-Dorg.bytedeco.javacpp.maxbytes to 0",
        findings.get(0));
    assertProblem(
        "org.bytedeco.javacpp.maxphysicalbytes of executor 1 (host1) is 1024 MiB",
        "-Dorg.bytedeco.javacpp.maxphysicalbytes to 0",
        findings.get(1));
  }

  @Test
  void aNeedWithinTheEstimatesErrorIsDoubtfulOnly() {
    Findings findings = new Findings();
    need(1000, 1000).report(findings);
    assertEquals(List.of(), findings.all());
    need(1101, 1000).report(findings);
    need(1200, 1000).report(findings);
    assertEquals(
        List.of(Severity.WARNING, Severity.MACHINE),
        findings.all().stream().map(Finding::severity).toList());
    assertEquals(
        "X is 1000 MiB, but training takes about 1101 MiB (weights; set X to 1200m, or wait)",
        findings.all().get(0).message());
  }

  @Test
  void theTableHasEveryPlace() {
    String table = estimate(train(), 1, 1000).toString();
    for (String words : List.of("driver heap", "executor heap", "executor native", "weights")) {
      assertTrue(table.contains(words), table);
    }
  }

  private static MemoryNeed need(long needed, long limit) {
    return new MemoryNeed("X", needed * MEBIBYTE, limit * MEBIBYTE, "weights", "set X to", "wait");
  }

  private static void assertProblem(String start, String remedy, Finding finding) {
    assertEquals(Severity.MACHINE, finding.severity());
    assertTrue(finding.message().startsWith(start), finding.message());
    assertTrue(finding.message().contains(remedy), finding.message());
  }

  private List<Finding> findings(Kind kind, MemoryLimits driver, MemoryLimits executor)
      throws IOException {
    return findings(
        Fixture.executors(kind, Fixture.report("1", executor), Fixture.report("2", executor)),
        driver);
  }

  private List<Finding> findings(Executors executors, MemoryLimits driver) throws IOException {
    PreflightContext context = Fixture.with(new Fixture(folder).context(), executors);
    MemoryCheck check = new MemoryCheck(estimate(train(), 1, 1000), driver);
    return Fixture.findings(check, context);
  }

  private static TrainConfiguration train(String... settings) {
    String[] all = new String[settings.length + 2];
    all[0] = "train.global-batch=256";
    all[1] = "train.micro-batch=64";
    System.arraycopy(settings, 0, all, 2, settings.length);
    return Fixture.configuration(all).train();
  }

  private static MemoryEstimate estimate(TrainConfiguration train, int lanesOfOne, long pictures) {
    return MemoryEstimate.of(workload(train, lanesOfOne, pictures));
  }

  private static MemoryWorkload workload(TrainConfiguration train, int lanesOfOne, long pictures) {
    return new MemoryWorkload(NETWORK, train, pictures, 20_000 * pictures, lanesOfOne, 1, 0.6);
  }
}
