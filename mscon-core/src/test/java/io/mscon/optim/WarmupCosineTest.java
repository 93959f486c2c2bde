package io.mscon.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WarmupCosineTest {
  @Test
  void warmsUpLinearlyThenDecaysToZero() {
    WarmupCosine schedule = new WarmupCosine(0.4, 4, 104);
    assertEquals(0.1, schedule.at(0), 1e-12);
    assertEquals(0.4, schedule.at(3), 1e-12);
    assertEquals(0.4, schedule.at(4), 1e-12);
    assertEquals(0.2, schedule.at(54), 1e-12);
    assertEquals(0, schedule.at(104), 1e-12);
    for (int step = 5; step < 104; step++) {
      assertTrue(schedule.at(step) < schedule.at(step - 1), "step " + step);
    }
  }

  @Test
  void needsNoWarmUp() {
    assertEquals(0.4, new WarmupCosine(0.4, 0, 10).at(0), 1e-12);
  }
}
