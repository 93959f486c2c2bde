package io.mscon.submit;

import io.mscon.config.StudyCell;
import io.mscon.eval.study.CellRunner;
import java.io.IOException;
import java.util.function.Function;

/**
 * Runs cells as the stages do.
 *
 * @param stages train and probe
 * @param context for progress and messages
 * @param setups where a cell is
 */
record StageCells(Stages stages, Context context, Function<StudyCell, RunSetup> setups)
    implements CellRunner {

  @Override
  public boolean finished(StudyCell cell) throws IOException {
    return stages.probed(setups.apply(cell));
  }

  @Override
  public void train(StudyCell cell) throws IOException {
    try (Progress progress = context.progress().get()) {
      stages.train(setups.apply(cell), true, progress);
    }
  }

  @Override
  public void probe(StudyCell cell) throws IOException {
    RunSetup setup = setups.apply(cell);
    if (!stages.probed(setup)) {
      stages.probe(setup);
    }
  }
}
