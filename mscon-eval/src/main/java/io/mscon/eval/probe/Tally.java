package io.mscon.eval.probe;

/** Counts of some predictions by class, of which the measures are made. */
final class Tally {
  private static final int TOP = 5;

  private final long[] labels;
  private final long[] answers;
  private final long[] right;
  private long inTop;
  private long randomRight;
  private long majorityRight;
  private long count;

  /**
   * What came of a test picture.
   *
   * @param label its class
   * @param answer the class it was given
   * @param rank of the right answer among the probe's; 0 if it was none of them
   * @param randomRight whether the random encoder's probe was right
   * @param majorityRight whether the training split's commonest value was
   */
  record Sample(int label, int answer, int rank, boolean randomRight, boolean majorityRight) {}

  Tally(int classes) {
    labels = new long[classes];
    answers = new long[classes];
    right = new long[classes];
  }

  void add(Sample sample) {
    labels[sample.label()]++;
    answers[sample.answer()]++;
    if (sample.label() == sample.answer()) {
      right[sample.label()]++;
    }
    if (sample.rank() >= 1 && sample.rank() <= TOP) {
      inTop++;
    }
    if (sample.randomRight()) {
      randomRight++;
    }
    if (sample.majorityRight()) {
      majorityRight++;
    }
    count++;
  }

  double randomTop1() {
    return (double) randomRight / count;
  }

  double majorityTop1() {
    return (double) majorityRight / count;
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
