package io.mscon.spark.preflight;

/**
 * Memory that is needed against memory that there is.
 *
 * @param what has a limit, as a subject: "spark.executor.memory on executor 1"
 * @param needed in bytes
 * @param limit in bytes
 * @param reason the largest parts of the need
 * @param setting what to raise, up to and without the value: "set spark.executor.memory to"
 * @param otherwise other remedies
 */
record MemoryNeed(
    String what, long needed, long limit, String reason, String setting, String otherwise) {
  /** An estimate this far above the limit is more than an estimate's error. */
  private static final double ERROR = 0.15;

  /** Steps in which people set memory. */
  private static final long STEP_MEBIBYTES = 100;

  void report(Findings findings) {
    if (needed <= limit) {
      return;
    }
    String message =
        "%s is %d MiB, but training takes about %d MiB (%s; %s %dm, or %s)"
            .formatted(
                what,
                MemoryEstimate.mebibytes(limit),
                MemoryEstimate.mebibytes(needed),
                reason,
                setting,
                rounded(),
                otherwise);
    if (needed * (1 - ERROR) > limit) {
      findings.machine("%s", message);
    } else {
      findings.warning("%s", message);
    }
  }

  private long rounded() {
    return (MemoryEstimate.mebibytes(needed) + STEP_MEBIBYTES - 1)
        / STEP_MEBIBYTES
        * STEP_MEBIBYTES;
  }
}
