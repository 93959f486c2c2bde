package io.mscon.eval.probe;

import java.util.List;

/**
 * A probe's answer.
 *
 * @param task the label that was probed
 * @param id the sample
 * @param label its value
 * @param predicted the answer
 * @param rank place of the right answer among the probe's, 1 being the likeliest; 0 if the training
 *     split has no such value
 */
record Prediction(String task, String id, String label, String predicted, int rank) {
  boolean isRight() {
    return label.equals(predicted);
  }

  /** The share that is right; 0 of none. */
  static double top1(List<Prediction> predictions) {
    long right = predictions.stream().filter(Prediction::isRight).count();
    return predictions.isEmpty() ? 0 : (double) right / predictions.size();
  }
}
