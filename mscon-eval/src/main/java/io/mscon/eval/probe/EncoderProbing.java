package io.mscon.eval.probe;

import io.mscon.config.ProbeConfiguration;
import io.mscon.data.Split;
import io.mscon.eval.probe.fit.FeatureBlocks;
import io.mscon.eval.probe.fit.Neighbours;
import java.util.ArrayList;
import java.util.List;

/**
 * Probes the features of encoders.
 *
 * @param table features and labels
 * @param settings of the probes
 * @param tasks to probe
 * @param training samples of the training split, in order of id
 * @param heldOut the other samples, in order of id
 * @param seed of the run
 */
record EncoderProbing(
    FeatureTable table,
    ProbeConfiguration settings,
    List<ProbeTask> tasks,
    List<LabelledSample> training,
    List<LabelledSample> heldOut,
    long seed) {

  /**
   * What an encoder's features came to.
   *
   * @param outcomes of the linear probes, per task
   * @param transfer these again, then with fewer labels, then nearest neighbours
   */
  record Probed(List<Outcome> outcomes, List<TransferAnswers> transfer) {}

  /** Linear probes with all labels. */
  List<Outcome> outcomes(String encoder) {
    HeldOut judges = new HeldOut(heldOut, table.heldOut(encoder));
    try (FeatureBlocks features = features(encoder)) {
      return new Fitting(judges, settings).outcomes(features, withAllLabels());
    }
  }

  /** All probes that the settings ask for. */
  Probed probed(String encoder) {
    HeldOut judges = new HeldOut(heldOut, table.heldOut(encoder));
    List<LabelledTask> all = withAllLabels();
    List<LabelledTask> asked = new ArrayList<>(all);
    settings.labelShares().stream()
        .distinct()
        .filter(share -> share < 1)
        .forEach(share -> all.forEach(task -> asked.add(task.share(share, training, seed))));
    try (FeatureBlocks features = features(encoder)) {
      List<Outcome> outcomes = new Fitting(judges, settings).outcomes(features, asked);
      List<TransferAnswers> transfer = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        transfer.add(TransferAnswers.linear(asked.get(i), outcomes.get(i)));
      }
      if (settings.neighbours() > 0) {
        transfer.addAll(neighbours(features, judges, all));
      }
      return new Probed(outcomes.subList(0, tasks.size()), transfer);
    }
  }

  private List<TransferAnswers> neighbours(
      FeatureBlocks features, HeldOut judges, List<LabelledTask> all) {
    int[][] labels = all.stream().map(LabelledTask::labels).toArray(int[][]::new);
    List<Neighbours> nearest = features.nearest(judges.features(), labels, settings.neighbours());
    List<TransferAnswers> answers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      NeighbourVote vote = new NeighbourVote(all.get(i), nearest.get(i));
      answers.add(
          TransferAnswers.neighbours(
              all.get(i), judges.predict(all.get(i).task(), Split.TEST, vote::scores)));
    }
    return answers;
  }

  private FeatureBlocks features(String encoder) {
    return FeatureBlocks.of(table.training(encoder), settings.standardise());
  }

  private List<LabelledTask> withAllLabels() {
    return tasks.stream().map(task -> LabelledTask.of(task, training)).toList();
  }
}
