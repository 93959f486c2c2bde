package io.mscon.eval.probe;

/** Counts of some predictions by class, of which the measures are made. */
final class Tally {
  private static final int TOP = 5;

  private final long[] labels;
  private final long[] answers;
  private final long[] right;
  private long inTop;
  private long count;

  Tally(int classes) {
    labels = new long[classes];
    answers = new long[classes];
    right = new long[classes];
  }

  void add(int label, int answer, int rank) {
    labels[label]++;
    answers[answer]++;
    if (label == answer) {
      right[label]++;
    }
    if (rank >= 1 && rank <= TOP) {
      inTop++;
    }
    count++;
  }

  double top1() {
    long sum = 0;
    for (long hits : right) {
      sum += hits;
    }
    return (double) sum / count;
  }

  double top5() {
    return (double) inTop / count;
  }

  /** Mean recall of the classes that pictures have. */
  double balancedAccuracy() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < labels.length; k++) {
      if (labels[k] > 0) {
        sum += (double) right[k] / labels[k];
        present++;
      }
    }
    return sum / present;
  }

  /** Mean F1 of the classes that pictures have or were given. */
  double macroF1() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < labels.length; k++) {
      if (labels[k] + answers[k] > 0) {
        sum += f1(k);
        present++;
      }
    }
    return sum / present;
  }

  ClassMeasures of(int k, String name) {
    return new ClassMeasures(
        name,
        labels[k],
        answers[k],
        share(right[k], labels[k]),
        share(right[k], answers[k]),
        f1(k));
  }

  private double f1(int k) {
    return share(2 * right[k], labels[k] + answers[k]);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
