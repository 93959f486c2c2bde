package io.mscon.eval.probe;

import io.mscon.config.ProbeConfiguration;
import io.mscon.data.Split;
import io.mscon.eval.probe.fit.FeatureBlocks;
import io.mscon.eval.probe.fit.FitRequest;
import io.mscon.eval.probe.fit.LinearProbe;
import io.mscon.eval.probe.fit.LogisticRegression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Fits the linear probes of one encoder: every task with every candidate of the regularisation.
 *
 * @param heldOut what the probes are judged on
 * @param settings candidates and iterations
 */
record Fitting(HeldOut heldOut, ProbeConfiguration settings) {

  /**
   * The best probe's outcome of each task.
   *
   * @param features of the training samples
   * @param tasks to probe
   */
  List<Outcome> outcomes(FeatureBlocks features, List<LabelledTask> tasks) {
    // From strong to weak: among equals, the first is the stronger.
    List<Double> candidates =
        settings.regularisation().stream().sorted(Comparator.reverseOrder()).toList();
    List<FitRequest> requests = new ArrayList<>();
    for (LabelledTask labelled : tasks) {
      ProbeTask task = labelled.task();
      for (double candidate : candidates) {
        requests.add(
            new FitRequest(task.name(), labelled.labels(), task.classes().size(), candidate));
      }
    }
    List<LinearProbe> probes =
        LogisticRegression.fit(features, requests, settings.iterations()).probes();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int first = i * candidates.size();
      outcomes.add(
          outcome(
              tasks.get(i).task(), candidates, probes.subList(first, first + candidates.size())));
    }
    return outcomes;
  }

  private Outcome outcome(ProbeTask task, List<Double> candidates, List<LinearProbe> probes) {
    int best = 0;
    double bestTop1 = -1;
    for (int i = 0; i < probes.size(); i++) {
      double top1 = Prediction.top1(heldOut.predict(probes.get(i), task, Split.VALIDATION));
      if (top1 > bestTop1) {
        best = i;
        bestTop1 = top1;
      }
    }
    List<Prediction> predictions = heldOut.predict(probes.get(best), task, Split.TEST);
    return new Outcome(candidates.get(best), bestTop1, Prediction.top1(predictions), predictions);
  }
}
