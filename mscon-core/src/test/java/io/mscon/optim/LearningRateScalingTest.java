package io.mscon.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningRateScalingTest {
  @Test
  void noneLeavesTheLearningRateAsItIs() {
    assertEquals(0.05, LearningRateScaling.NONE.effective(0.05, 4096, 256));
  }

  @Test
  void followsTheTwoRulesOfSimClr() {
    for (int batch : new int[] {64, 256, 512, 4096}) {
      assertEquals(0.3 * batch / 256, LearningRateScaling.LINEAR.effective(0.3, batch, 256), 1e-12);
      assertEquals(
          0.075 * Math.sqrt(batch),
          LearningRateScaling.SQUARE_ROOT.effective(1.2, batch, 256),
          1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theReferenceBatchHasTheLearningRateGiven(LearningRateScaling scaling) {
    assertEquals(0.7, scaling.effective(0.7, 192, 192));
  }
}
