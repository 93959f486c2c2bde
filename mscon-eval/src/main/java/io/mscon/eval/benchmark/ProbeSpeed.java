package io.mscon.eval.benchmark;

/**
 * Speed of one fit.
 *
 * @param solver who fitted
 * @param build time to read, standardise and lay out the features
 * @param fit time from there to the optimum
 * @param passes over the data while fitting
 * @param iterations of L-BFGS
 * @param converged whether it ended at the optimum, not by the number of iterations
 * @param loss mean cross-entropy and penalty at the end
 */
public record ProbeSpeed(
    String solver,
    Time build,
    Time fit,
    int passes,
    int iterations,
    boolean converged,
    double loss) {}
