package io.mscon.spark.preflight;

import io.mscon.spark.preflight.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what the checks find. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  /** Settings or a dataset that can't work. */
  void configuration(String format, Object... arguments) {
    add(Severity.CONFIGURATION, format, arguments);
  }

  /** Machines that can't do it. */
  void machine(String format, Object... arguments) {
    add(Severity.MACHINE, format, arguments);
  }

  /** Something that works, but probably not as wanted. */
  void warning(String format, Object... arguments) {
    add(Severity.WARNING, format, arguments);
  }

  private void add(Severity severity, String format, Object... arguments) {
    all.add(new Finding(severity, String.format(Locale.ROOT, format, arguments)));
  }

  List<Finding> all() {
    return all;
  }
}
