package io.mscon.eval.probe.fit;

import java.util.List;

/**
 * What fitting came to.
 *
 * @param probes of the requests, in their order
 * @param courses how each fit went
 * @param passes over the data for all of them together
 */
public record FittedProbes(List<LinearProbe> probes, List<Course> courses, int passes) {
  /**
   * How a fit went.
   *
   * @param iterations of L-BFGS
   * @param converged whether it ended at the optimum, not by the number of iterations
   * @param loss mean cross-entropy and penalty at the end
   */
  public record Course(int iterations, boolean converged, double loss) {}
}
