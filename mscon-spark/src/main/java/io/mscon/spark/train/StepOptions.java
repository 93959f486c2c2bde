package io.mscon.spark.train;

/**
 * How a step is worked off, beside the configuration: changes no bit of the result. A training uses
 * {@link #USUAL}; tests make small batches take the ways of large ones.
 *
 * @param rowsWithoutJob up to so many rows the driver does the first pass of the loss itself
 * @param hook is told of the phases on the executors
 */
record StepOptions(int rowsWithoutJob, PhaseHook hook) {
  /** Up to 2,048 rows the driver needs less time for the first pass than a Spark job takes. */
  static final StepOptions USUAL = new StepOptions(2048, PhaseHook.NONE);
}
