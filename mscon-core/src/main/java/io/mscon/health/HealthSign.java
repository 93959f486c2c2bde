package io.mscon.health;

import java.util.Locale;

/** What can be wrong with a training, and what to do about it. */
public enum HealthSign {
  /** The rows of a head are nearly all the same: {@link Spread#rootMeanSquare} is below. */
  COLLAPSE(
      0.1,
      "lower optimizer.learning-rate or lengthen optimizer.warmup-epochs; lower loss.temperature;"
          + " see that the label has more than one frequent value"),
  /**
   * The rows of a head use few directions: {@link EffectiveRank} is below this share of {@link
   * MetricHealth#dimensionsNeeded}.
   */
  FEW_DIMENSIONS(
      0.1,
      "strengthen augmentation, enlarge train.global-batch, or lower optimizer.learning-rate; with a"
          + " small dataset make model.embedding-size smaller"),
  /** Two views of a picture are as far apart as two pictures: the ratio of distances is above. */
  VIEWS_APART(
      0.9,
      "weaken augmentation (a larger crop-scale-minimum), lower optimizer.learning-rate, or train"
          + " longer"),
  /** Two heads see the same: {@link LinearCka} is above. */
  IDENTICAL_HEADS(
      0.95,
      "leave one of the two metrics out, or give them less weight (loss.weighting = fixed): the method"
          + " assumes that metrics complement each other"),
  /** A metric's σ² is this many times greater or smaller than at the start: |log σ²| is above. */
  EXTREME_VARIANCE(
      Math.log(100),
      "lower optimizer.log-variance-learning-rate, or choose loss.weighting = uniform or excess; a"
          + " large variance says that this metric can hardly be learned: look at its labels"),
  /** The gradient's norm is below: nothing is learned any more. */
  VANISHING_GRADIENT(
      1e-5, "raise optimizer.learning-rate or loss.temperature; see whether rows have collapsed"),
  /** The gradient's norm is above. */
  EXPLODING_GRADIENT(
      1e3,
      "lower optimizer.learning-rate, lengthen optimizer.warmup-epochs, or raise loss.temperature"),
  /** The encoder's share of the gradient's norm is below: only the heads learn. */
  ENCODER_STARVED(1e-3, "make model.projection-hidden larger, or lower optimizer.learning-rate");

  private final double threshold;
  private final String remedy;

  HealthSign(double threshold, String remedy) {
    this.threshold = threshold;
    this.remedy = remedy;
  }

  /** Where it begins. */
  public double threshold() {
    return threshold;
  }

  /** What to try. */
  public String remedy() {
    return remedy;
  }

  /** Its name in files: identical-heads, ... */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
