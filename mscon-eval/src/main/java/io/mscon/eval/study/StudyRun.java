package io.mscon.eval.study;

import io.mscon.config.StudyCell;
import io.mscon.spark.train.TrainingStoppedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the cells of a study one after the other. */
public final class StudyRun {
  private StudyRun() {}

  /**
   * Trains and probes what is not finished. A cell that fails does not keep the others from
   * running.
   *
   * @param cells in their order
   * @param runner does the work; a finished cell is given to it too, so that it can refuse one that
   *     was made with other settings
   * @param listener is told of each cell when it is over
   * @return the outcome of every cell
   * @throws TrainingStoppedException if somebody asked for an early end: the others don't run then
   */
  public static List<CellOutcome> run(
      List<StudyCell> cells, CellRunner runner, Consumer<CellOutcome> listener) {
    List<CellOutcome> outcomes = new ArrayList<>();
    for (StudyCell cell : cells) {
      CellOutcome outcome = run(cell, runner);
      outcomes.add(outcome);
      listener.accept(outcome);
    }
    return outcomes;
  }

  private static CellOutcome run(StudyCell cell, CellRunner runner) {
    long start = System.nanoTime();
    boolean before = false;
    try {
      before = runner.finished(cell);
      runner.train(cell);
      runner.probe(cell);
      return outcome(cell, before, Optional.empty(), start);
    } catch (TrainingStoppedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      return outcome(cell, before, Optional.of(e), start);
    }
  }

  private static CellOutcome outcome(
      StudyCell cell, boolean before, Optional<Exception> failure, long start) {
    return new CellOutcome(cell, before, failure, (System.nanoTime() - start) / 1e9);
  }
}
