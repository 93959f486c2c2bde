package io.mscon.spark.train.averaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.mscon.optim.WarmupCosine;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Sgd;

class MomentumTest {
  private static final WarmupCosine SCHEDULE = new WarmupCosine(0.3, 2, 9);

  /** v = momentum v + g; p = p - rate v, to the bit. */
  @Test
  void movesAsPyTorchDoes() {
    Momentum momentum = (Momentum) Momentum.of(0.9, WarmupCosineSchedule.of(SCHEDULE));
    GradientUpdater<Momentum> updater =
        momentum.instantiate(Nd4j.createUninitialized(DataType.FLOAT, 1), true);
    float velocity = 0;
    float[] gradients = {0.31f, -0.07f, 1.9f, 0.0003f};
    for (int step = 0; step < gradients.length; step++) {
      velocity = 0.9f * velocity + gradients[step];
      INDArray update = Nd4j.createFromArray(gradients[step]);
      updater.applyUpdater(update, step, 0);
      assertEquals((float) SCHEDULE.at(step) * velocity, update.getFloat(0), "step " + step);
    }
  }

  @Test
  void withoutMomentumItIsDl4jsOwn() {
    assertInstanceOf(Sgd.class, Momentum.of(0, WarmupCosineSchedule.of(SCHEDULE)));
  }
}
