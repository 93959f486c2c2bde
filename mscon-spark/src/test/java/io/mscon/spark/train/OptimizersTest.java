package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Stem;
import io.mscon.optim.AdamW;
import io.mscon.optim.Lars;
import io.mscon.optim.MomentumSgd;
import io.mscon.optim.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizersTest {
  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(
          new NetworkSpec(
              EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, HeadShape.projections(1, 8, 4)));

  @Test
  void theAlgorithmGetsItsSettings() {
    String settings =
        "optimizer { momentum = 0.1, weight-decay = 0.2, trust-coefficient = 0.3,"
            + " beta1 = 0.4, beta2 = 0.5, epsilon = 0.6, algorithm = ";
    assertEquals(new MomentumSgd(LAYOUT, 0.1, 0.2), optimizer(settings + "sgd }"));
    assertEquals(new Lars(LAYOUT, 0.1, 0.2, 0.3), optimizer(settings + "lars }"));
    assertEquals(new AdamW(LAYOUT, 0.4, 0.5, 0.6, 0.2), optimizer(settings + "adamw }"));
  }

  @Test
  void theLearningRateFollowsTheGlobalBatch() {
    String batch = "train.global-batch = 1024\noptimizer.learning-rate = 0.5\n";
    String scaling = "optimizer.learning-rate-scaling = ";
    assertEquals(0.5, rate(batch));
    assertEquals(2, rate(batch + scaling + "linear"));
    assertEquals(1, rate(batch + scaling + "square-root"));
    assertEquals(8, rate(batch + scaling + "linear\noptimizer.reference-batch = 64"));
  }

  private static double rate(String text) {
    return Optimizers.peakLearningRate(read(text));
  }

  private static Optimizer optimizer(String text) {
    return Optimizers.of(read(text).optimizer(), LAYOUT);
  }

  private static Configuration read(String text) {
    return ConfigurationReader.read(text, "test", List.of());
  }
}
