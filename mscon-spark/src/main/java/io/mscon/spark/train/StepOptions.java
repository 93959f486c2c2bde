package io.mscon.spark.train;

/**
 * How a step is worked off, beside the configuration: changes no bit of the result. A training uses
 * {@link #USUAL}; tests make small batches on one machine take the ways of large ones on several.
 *
 * @param rowsWithoutJob up to so many rows the driver does the first pass of the loss itself
 * @param apart whether driver and executors are treated as if each had a host of its own
 * @param hook is told of the phases on the executors
 */
record StepOptions(int rowsWithoutJob, boolean apart, PhaseHook hook) {
  /** Up to 2,048 rows the driver needs less time for the first pass than a Spark job takes. */
  static final StepOptions USUAL = new StepOptions(2048, false, PhaseHook.NONE);

  /**
   * A training in which something happens, worked off so that the phase takes place on the
   * executors.
   *
   * @param phase in which it happens
   * @param hook makes it happen
   */
  static StepOptions of(Phase phase, PhaseHook hook) {
    return new StepOptions(
        phase == Phase.STATISTICS ? 0 : USUAL.rowsWithoutJob(), phase == Phase.REDUCE, hook);
  }
}
