package io.mscon.config;

import io.mscon.config.LossConfiguration.SampleUncertainty;
import io.mscon.config.LossConfiguration.WeightingName;
import io.mscon.config.Section.Range;
import io.mscon.data.MissingLabels;

/** Reads {@code loss}. */
final class LossReader {
  private LossReader() {}

  static LossConfiguration read(Section loss, MissingLabels missing) {
    return new LossConfiguration(
        loss.number("temperature", Range.POSITIVE),
        loss.choice("weighting", WeightingName.class),
        loss.flag("normalise-weights"),
        missing,
        loss.number("excess-floor", Range.POSITIVE),
        loss.choice("sample-uncertainty", SampleUncertainty.class));
  }
}
