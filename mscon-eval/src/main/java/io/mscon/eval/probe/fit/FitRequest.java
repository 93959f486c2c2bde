package io.mscon.eval.probe.fit;

/**
 * One fit: minimises the mean cross-entropy of the labelled samples plus λ/2 times the squared
 * coefficients; intercepts are free.
 *
 * @param task what messages call it
 * @param labels each sample's class in order of id, -1 where it is missing
 * @param classes how many classes there are; one that no sample has gets probability 0
 * @param regularisation λ, not negative
 */
public record FitRequest(String task, int[] labels, int classes, double regularisation) {
  /** Checks the labels. */
  public FitRequest {
    if (!(regularisation >= 0)) {
      throw new IllegalArgumentException(
          "Invalid regularisation of %s: %s (must be >= 0)".formatted(task, regularisation));
    }
    boolean found = false;
    for (int label : labels) {
      if (label < -1 || label >= classes) {
        throw new IllegalArgumentException(
            "Invalid label of %s: %d (must be -1 or below %d)".formatted(task, label, classes));
      }
      found |= label >= 0;
    }
    if (!found) {
      throw new IllegalArgumentException("Cannot fit " + task + ": no sample has a label");
    }
  }

  /** Samples of each class. */
  long[] counts() {
    long[] counts = new long[classes];
    for (int label : labels) {
      if (label >= 0) {
        counts[label]++;
      }
    }
    return counts;
  }
}
