package io.mscon.config;

import io.mscon.config.Section.Range;
import io.mscon.model.EncoderDepth;
import io.mscon.model.Stem;

/** Reads {@code model}. */
final class ModelReader {
  private ModelReader() {}

  static ModelConfiguration read(Section model) {
    return new ModelConfiguration(
        model.choice("encoder", EncoderDepth.class),
        model.choice("stem", Stem.class),
        model.number("width", Range.POSITIVE),
        model.integer("projection-hidden", 1),
        model.integer("embedding-size", 1),
        model.text("initial-weights"));
  }
}
