package io.mscon.eval.probe;

import io.mscon.data.Split;
import io.mscon.eval.probe.fit.LinearProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What probes are judged on.
 *
 * @param samples of the validation and test splits, in order of id
 * @param features of each
 */
record HeldOut(List<LabelledSample> samples, List<float[]> features) {

  /** Checks that features and samples are as many. */
  HeldOut {
    if (samples.size() != features.size()) {
      throw new IllegalStateException(
          "Cannot probe: " + samples.size() + " samples, but features of " + features.size());
    }
  }

  /**
   * A probe's answers on the samples of a split that have the label.
   *
   * @param probe the probe
   * @param task what it was fitted to
   * @param split which
   */
  List<Prediction> predict(LinearProbe probe, ProbeTask task, Split split) {
    return predict(task, split, i -> probe.scores(features.get(i)));
  }

  /**
   * Answers on the samples of a split that have the label.
   *
   * @param task what is asked
   * @param split which
   * @param scores of each class, for a place among {@link #samples}
   */
  List<Prediction> predict(ProbeTask task, Split split, IntFunction<double[]> scores) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      LabelledSample sample = samples.get(i);
      String label = sample.labels()[task.index()];
      if (sample.isIn(split) && label != null) {
        predictions.add(prediction(scores.apply(i), task, sample.id(), label));
      }
    }
    return predictions;
  }

  private static Prediction prediction(double[] scores, ProbeTask task, String id, String label) {
    String predicted = task.classes().get(LinearProbe.likeliest(scores));
    return new Prediction(task.name(), id, label, predicted, rank(scores, task, label));
  }

  private static int rank(double[] scores, ProbeTask task, String label) {
    int right = task.classes().indexOf(label);
    if (right < 0) {
      return 0;
    }
    int rank = 1;
    for (int k = 0; k < scores.length; k++) {
      if (scores[k] > scores[right] || k < right && scores[k] == scores[right]) {
        rank++;
      }
    }
    return rank;
  }
}
