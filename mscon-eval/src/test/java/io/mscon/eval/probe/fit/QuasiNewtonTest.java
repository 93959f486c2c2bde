package io.mscon.eval.probe.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QuasiNewtonTest {
  /** (x - 1)² · 50 + (y + 2)² / 2 + z⁴. */
  private static void evaluate(QuasiNewton search) {
    double[] at = search.trial();
    double value = 50 * square(at[0] - 1) + square(at[1] + 2) / 2 + square(square(at[2]));
    search.report(value, new double[] {100 * (at[0] - 1), at[1] + 2, 4 * at[2] * at[2] * at[2]});
  }

  @Test
  void aConvexFunctionsMinimumIsFound() {
    QuasiNewton search = new QuasiNewton(new double[] {30, 40, 3}, 200);
    int evaluations = 0;
    while (!search.isDone()) {
      evaluate(search);
      evaluations++;
    }
    int needed = evaluations;
    assertTrue(search.hasConverged());
    assertTrue(needed < 80, () -> needed + " evaluations");
    assertArrayEquals(new double[] {1, -2, 0}, search.best(), 0.02);
  }

  @Test
  void theNumberOfIterationsIsAnEnd() {
    QuasiNewton search = new QuasiNewton(new double[] {30, 40, 3}, 3);
    while (!search.isDone()) {
      evaluate(search);
    }
    assertFalse(search.hasConverged());
  }

  @Test
  void whoStartsAtTheMinimumStaysThere() {
    QuasiNewton search = new QuasiNewton(new double[] {1, -2, 0}, 3);
    evaluate(search);
    assertTrue(search.isDone() && search.hasConverged());
    assertArrayEquals(new double[] {1, -2, 0}, search.best());
  }

  private static double square(double x) {
    return x * x;
  }
}
