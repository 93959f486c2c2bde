package io.mscon.spark.preflight;

import java.io.IOException;

/** One thing that is looked at. */
interface PreflightCheck {
  /** What it looks at, as in "Cannot check the dataset". */
  String subject();

  /** Whether it runs Spark jobs, which would wait for ever where there is no executor. */
  default boolean needsExecutors() {
    return false;
  }

  /**
   * Looks, and reports what it finds.
   *
   * @param context what there is to look at
   * @param findings where to report
   * @throws IOException if it can't look; the other checks go on
   */
  void run(PreflightContext context, Findings findings) throws IOException;
}
