package io.mscon.health;

import java.util.Locale;

/**
 * A sign that is there.
 *
 * @param sign which
 * @param metric whose head, two of them with " and " between, or "" for the whole network
 * @param value what was found
 * @param threshold where the sign begins
 */
public record HealthWarning(HealthSign sign, String metric, double value, double threshold) {
  /** What to try. */
  public String remedy() {
    return sign.remedy();
  }

  /** One line for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s%s: %.3g (threshold %.3g); %s",
        sign.label(),
        metric.isEmpty() ? "" : " of " + metric,
        value,
        threshold,
        remedy());
  }
}
