package io.mscon.eval.study;

import io.mscon.config.StudyCell;
import java.io.IOException;

/** Does the work of a study's cells. */
public interface CellRunner {
  /**
   * Whether a cell has been trained and probed.
   *
   * @param cell which
   */
  boolean finished(StudyCell cell) throws IOException;

  /**
   * Trains, goes on from the newest checkpoint, or leaves a finished training as it is; refuses if
   * it was made with other settings.
   *
   * @param cell which
   */
  void train(StudyCell cell) throws IOException;

  /**
   * Probes a trained cell, or leaves finished probes as they are; refuses if they were made with
   * other settings.
   *
   * @param cell which
   */
  void probe(StudyCell cell) throws IOException;
}
