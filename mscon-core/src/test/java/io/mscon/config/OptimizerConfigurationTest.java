package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mscon.config.OptimizerConfiguration.Algorithm;
import io.mscon.optim.LearningRateScaling;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerConfigurationTest {
  @Test
  void sgdWithItsLearningRateAsItStandsIsTheDefault() {
    assertEquals(
        new OptimizerConfiguration(
            Algorithm.SGD,
            0.05,
            LearningRateScaling.NONE,
            256,
            0.9,
            0.001,
            0.9,
            0.999,
            1e-8,
            1e-4,
            1,
            0.01),
        read(""));
  }

  @Test
  void everyKeyReachesItsPlace() {
    String text =
        """
        optimizer {
          algorithm = lars, learning-rate = 0.3, learning-rate-scaling = square-root
          reference-batch = 512, momentum = 0.8, trust-coefficient = 0.002, beta1 = 0.7
          beta2 = 0.6, epsilon = 0.5, weight-decay = 0.4, warmup-epochs = 10
          log-variance-learning-rate = 0.2
        }
        """;
    assertEquals(
        new OptimizerConfiguration(
            Algorithm.LARS,
            0.3,
            LearningRateScaling.SQUARE_ROOT,
            512,
            0.8,
            0.002,
            0.7,
            0.6,
            0.5,
            0.4,
            10,
            0.2),
        read(text));
  }

  @Test
  void mistakesNameKeyValueAndRemedy() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                read(
                    """
                    optimizer {
                      algorithm = adam, learning-rate-scaling = sqrt, reference-batch = 0
                      trust-coefficient = 0, beta1 = -0.1, beta2 = 1, epsilon = -1e-8
                    }
                    """));
    assertEquals(
        List.of(
            "Invalid optimizer.algorithm: adam (must be one of sgd, lars, adamw)",
            "Invalid optimizer.learning-rate-scaling: sqrt"
                + " (must be one of none, linear, square-root)",
            "Invalid optimizer.reference-batch: 0 (must be at least 1)",
            "Invalid optimizer.trust-coefficient: 0 (must be > 0)",
            "Invalid optimizer.beta1: -0.1 (must be at least 0 and below 1)",
            "Invalid optimizer.beta2: 1 (must be at least 0 and below 1)",
            "Invalid optimizer.epsilon: -1.0E-8 (must be > 0 in float32)"),
        refused.problems());
  }

  @Test
  void anEpsilonThatIsZeroInFloat32IsRefused() {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> read("optimizer.epsilon = 1e-60"));
    assertEquals(
        List.of("Invalid optimizer.epsilon: 1.0E-60 (must be > 0 in float32)"), refused.problems());
  }

  private static OptimizerConfiguration read(String text) {
    return ConfigurationReader.read(text, "x.conf", List.of()).optimizer();
  }
}
