package io.mscon.eval.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import io.mscon.config.ConfigurationReader;
import io.mscon.config.StudyCell;
import io.mscon.config.StudyReader;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.train.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyRunTest {
  private static final List<StudyCell> CELLS =
      StudyReader.read("study.seeds = [1, 2, 3]", "x.conf", List.of()).cells();

  @TempDir Path folder;

  private final FakeRunner runner = new FakeRunner();
  private final List<CellOutcome> told = new ArrayList<>();

  @Test
  void everyCellIsTrainedAndProbed() {
    List<CellOutcome> outcomes = StudyRun.run(CELLS, runner, told::add);

    assertEquals(
        List.of(
            "train seed-1",
            "probe seed-1",
            "train seed-2",
            "probe seed-2",
            "train seed-3",
            "probe seed-3"),
        runner.calls);
    assertEquals(outcomes, told);
    assertTrue(outcomes.stream().noneMatch(outcome -> outcome.before()));
    assertTrue(outcomes.stream().allMatch(outcome -> outcome.failure().isEmpty()));
  }

  @Test
  void finishedCellsAreOnlyHeldAgainstTheirSettings() {
    runner.finished.add("seed-2");
    StudyRun.run(CELLS, runner, told::add);

    assertEquals(List.of(false, true, false), told.stream().map(CellOutcome::before).toList());
    assertEquals(List.of("seed-1", "seed-3"), runner.worked);
  }

  @Test
  void othersGoOnWhenOneFails() {
    runner.failures.put("train seed-1", new IOException("disk full"));
    runner.failures.put("probe seed-2", new ConfigurationException(List.of("no task")));
    List<CellOutcome> outcomes = StudyRun.run(CELLS, runner, told::add);

    assertEquals("disk full", outcomes.get(0).failure().orElseThrow().getMessage());
    assertTrue(outcomes.get(1).failure().orElseThrow().getMessage().contains("no task"));
    assertTrue(outcomes.get(2).failure().isEmpty());
    assertEquals(
        List.of("train seed-1", "train seed-2", "probe seed-2", "train seed-3", "probe seed-3"),
        runner.calls);
  }

  @Test
  void whatIsAskedToStopStops() {
    TrainingStoppedException stop = new TrainingStoppedException("r", 3, 9, "SIGTERM");
    runner.failures.put("train seed-2", stop);
    assertThrows(TrainingStoppedException.class, () -> StudyRun.run(CELLS, runner, told::add));
    assertEquals(1, told.size());
    assertEquals(3, runner.calls.size());
  }

  @Test
  void aRunIsFinishedOnceItIsProbed() throws IOException {
    Storage run = HadoopStorage.open(folder.toString(), new Configuration());
    for (String file : List.of(RunFiles.SUCCESS, RunFiles.MEASURES, RunFiles.PROBE)) {
      assertFalse(ProbedCell.finished(run));
      run.writeText(file, "");
    }
    assertTrue(ProbedCell.finished(run));
  }

  @Test
  void otherSettingsOfTheProbeAreRefusedByName() throws IOException {
    Storage run = HadoopStorage.open(folder.toString(), new Configuration());
    run.writeText(RunFiles.CONFIGURATION, resolved(List.of()));
    ProbedCell.requireSameProbe(run, resolved(List.of("train.epochs=3")));
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                ProbedCell.requireSameProbe(
                    run, resolved(List.of("probe.iterations=7", "probe.tasks=[a]"))));
    assertEquals(
        List.of(
            "Cannot take over the probes: probe.iterations was 100 and is 7 (set it back, or remove "
                + folder
                + ")",
            "Cannot take over the probes: probe.tasks was [] and is [a] (set it back, or remove "
                + folder
                + ")"),
        refused.problems());
  }

  private static String resolved(List<String> settings) {
    return ConfigurationReader.read("", "x.conf", settings).resolved();
  }

  /** Notes what it is asked for, and fails where it is told to. */
  private static final class FakeRunner implements CellRunner {
    private final List<String> calls = new ArrayList<>();
    private final List<String> worked = new ArrayList<>();
    private final Set<String> finished = new HashSet<>();
    private final Map<String, Exception> failures = new HashMap<>();

    @Override
    public boolean finished(StudyCell cell) {
      return finished.contains(cell.name());
    }

    @Override
    public void train(StudyCell cell) throws IOException {
      note("train " + cell.name());
      if (!finished(cell)) {
        worked.add(cell.name());
      }
    }

    @Override
    public void probe(StudyCell cell) throws IOException {
      note("probe " + cell.name());
    }

    private void note(String call) throws IOException {
      calls.add(call);
      Exception failure = failures.get(call);
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
    }
  }
}
