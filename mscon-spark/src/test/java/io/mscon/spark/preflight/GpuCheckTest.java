package io.mscon.spark.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.spark.preflight.Executors.Kind;
import io.mscon.spark.preflight.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuCheckTest {
  private static final GpuCheck FOR_GPUS = new GpuCheck(true);
  private static final GpuCheck FOR_CPUS = new GpuCheck(false);

  @TempDir Path folder;

  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = new Fixture(folder);
  }

  @Test
  void aGpuForEachLaneIsWhatItTakes() throws IOException {
    assertEquals(List.of(), findings(FOR_GPUS, Kind.CONTAINERS, 2, 2, "train.lanes=2"));
    assertEquals(List.of(), findings(FOR_GPUS, Kind.CONTAINERS, 4, 4, "train.lanes=2"));
    assertEquals(List.of(), findings(FOR_GPUS, Kind.LOCAL, 1, 2, "train.lanes=1"));
  }

  @Test
  void moreLanesThanGpusAreRefused() throws IOException {
    assertEquals(
        problem(
            "Cannot run 4 lanes on 2 GPUs: two lanes would share one (start an executor with a GPU for"
                + " each lane, or set train.lanes=2, which changes the result)"),
        findings(FOR_GPUS, Kind.CONTAINERS, 2, 2, "train.lanes=4"));
    assertEquals(
        problem(
            "Cannot run 2 lanes on 1 GPU: two lanes would share one (start an executor with a GPU for"
                + " each lane, or set train.lanes=1, which changes the result)"),
        findings(FOR_GPUS, Kind.LOCAL, 1, 2, "train.lanes=2"));
  }

  @Test
  void executorsThatRunTwoTasksOnOneGpuAreRefused() throws IOException {
    assertEquals(
        problem(
            "Cannot run 4 tasks at the same time on 2 GPUs: two lanes would share one (set"
                + " spark.executor.resource.gpu.amount=1 and spark.task.resource.gpu.amount=1)"),
        findings(FOR_GPUS, Kind.PROCESSES, 2, 4, "train.lanes=2"));
  }

  @Test
  void onTheCpuLanesAndTasksAreFree() throws IOException {
    assertEquals(
        List.of(),
        findings(FOR_CPUS, Kind.PROCESSES, 2, 4, "train.lanes=4", "compute.engine=dl4j"));
    Executors without =
        new Executors(List.of(Fixture.report("1", Fixture.PLENTY)), 4, Kind.PROCESSES);
    assertEquals(
        List.of(),
        Fixture.findings(
            FOR_GPUS,
            Fixture.with(fixture.context("train.lanes=4", "compute.engine=onednn"), without)));
  }

  @Test
  void gpusThatNothingUsesAreToldOf() throws IOException {
    assertEquals(
        List.of(
            new Finding(
                Severity.WARNING,
                "2 of 2 executors have a GPU that nothing uses (use the build for GPUs, made with"
                    + " -Pcuda, and compute.engine=auto)")),
        Fixture.findings(
            FOR_CPUS, Fixture.with(fixture.context(), executors(Kind.CONTAINERS, 2, 2))));
  }

  private static List<Finding> problem(String message) {
    return List.of(new Finding(Severity.MACHINE, message));
  }

  private List<Finding> findings(
      GpuCheck check, Kind kind, int executors, int slots, String... settings) throws IOException {
    Executors withGpus =
        check == FOR_CPUS
            ? new Executors(List.of(Fixture.report("1", Fixture.PLENTY)), slots, kind)
            : executors(kind, executors, slots);
    return Fixture.findings(check, Fixture.with(fixture.context(settings), withGpus));
  }

  private static Executors executors(Kind kind, int count, int slots) {
    List<ExecutorReport> reports =
        IntStream.range(0, count).mapToObj(index -> report(Integer.toString(index))).toList();
    return new Executors(reports, slots, kind);
  }

  private static ExecutorReport report(String executor) {
    return new ExecutorReport(executor, 1, "host" + executor, "DL4J", "", "1", "0", Fixture.PLENTY);
  }
}
