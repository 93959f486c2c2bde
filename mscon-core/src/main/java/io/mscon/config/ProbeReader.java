package io.mscon.config;

import io.mscon.config.Section.Range;
import java.util.List;

/** Reads {@code probe}. */
final class ProbeReader {
  private ProbeReader() {}

  static ProbeConfiguration read(Section probe, Problems problems) {
    List<Double> regularisation = probe.numbers("regularisation", Range.NOT_NEGATIVE);
    if (regularisation.isEmpty()) {
      problems.add("Invalid probe.regularisation: [] (must have a candidate)");
    }
    return new ProbeConfiguration(
        probe.texts("tasks"),
        regularisation,
        probe.integer("iterations", 1),
        probe.flag("standardise"),
        probe.numbers("label-shares", Range.POSITIVE_SHARE),
        probe.integer("neighbours", 0),
        probe.integer("batch", 1));
  }
}
