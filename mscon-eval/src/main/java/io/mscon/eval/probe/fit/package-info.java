/**
 * Multinomial logistic regression as a Spark job: all tasks and all penalties in the same passes
 * over the data. Features stay in the executors as blocks of float32 rows, turned to their
 * principal axes; the driver holds the weights and moves them by L-BFGS. Sums are in the order of
 * the rows, so that neither executors nor arrival decide a bit.
 */
package io.mscon.eval.probe.fit;
