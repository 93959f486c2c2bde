package io.mscon.config;

import io.mscon.data.Bandwidth;
import io.mscon.data.LabelCorruption;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;

/**
 * One entry of {@code metrics}. Which of the fields apply depends on the label's kind, which the
 * dataset knows.
 *
 * @param name what it is called, in heads, losses and weights
 * @param label the label that it reads
 * @param match how sets compare, for multi-valued labels
 * @param bandwidth width of the kernel, for continuous labels
 * @param missing what to do with rows without this label
 * @param weight the fixed weight, for loss.weighting = fixed
 * @param corruption what it is trained on instead of the label's values
 */
public record MetricConfiguration(
    String name,
    String label,
    SetMatch match,
    Bandwidth bandwidth,
    MissingLabels missing,
    double weight,
    LabelCorruption corruption) {
  /** What the metric of {@link Method#SIMCLR} is called where a label's name stands otherwise. */
  public static final String PICTURE = "picture";

  /** The metric that needs no label: only views of the same picture are similar. */
  static MetricConfiguration samePicture() {
    return new MetricConfiguration(
        PICTURE,
        PICTURE,
        SetMatch.ANY,
        Bandwidth.UNIT,
        MissingLabels.EXCLUDE,
        1,
        LabelCorruption.NONE);
  }
}
