package io.mscon.eval.probe;

/**
 * A figure on the test split with its 95 % bootstrap interval (percentiles; Efron 1979).
 *
 * @param value on the test split itself
 * @param low 2.5 % of the resamples are below
 * @param high 2.5 % of the resamples are above
 */
public record Interval(double value, double low, double high) {}
