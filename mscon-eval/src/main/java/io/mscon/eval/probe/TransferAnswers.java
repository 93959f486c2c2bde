package io.mscon.eval.probe;

import java.util.List;

/**
 * A probe's answers on the test split.
 *
 * @param task the label
 * @param probe what answered
 * @param labelShare share of the training labels that it saw
 * @param trainCount how many these were
 * @param regularisation penalty of a linear probe, else 0
 * @param predictions in order of id
 */
record TransferAnswers(
    String task,
    ProbeKind probe,
    double labelShare,
    long trainCount,
    double regularisation,
    List<Prediction> predictions) {

  static TransferAnswers linear(LabelledTask asked, Outcome outcome) {
    return new TransferAnswers(
        asked.task().name(),
        ProbeKind.LINEAR,
        asked.labelShare(),
        asked.count(),
        outcome.regularisation(),
        outcome.predictions());
  }

  static TransferAnswers neighbours(LabelledTask asked, List<Prediction> predictions) {
    return new TransferAnswers(
        asked.task().name(),
        ProbeKind.NEAREST_NEIGHBOURS,
        asked.labelShare(),
        asked.count(),
        0,
        predictions);
  }
}
