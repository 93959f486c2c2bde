package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.OptimizerConfiguration;
import io.mscon.model.ParameterLayout;
import io.mscon.optim.AdamW;
import io.mscon.optim.Lars;
import io.mscon.optim.MomentumSgd;
import io.mscon.optim.Optimizer;

/** The optimiser and the learning rate that a configuration asks for. */
final class Optimizers {
  private Optimizers() {}

  static Optimizer of(OptimizerConfiguration settings, ParameterLayout layout) {
    return switch (settings.algorithm()) {
      case SGD -> new MomentumSgd(layout, settings.momentum(), settings.weightDecay());
      case LARS ->
          new Lars(
              layout, settings.momentum(), settings.weightDecay(), settings.trustCoefficient());
      case ADAMW ->
          new AdamW(
              layout,
              settings.beta1(),
              settings.beta2(),
              settings.epsilon(),
              settings.weightDecay());
    };
  }

  /** The learning rate after warm-up, scaled to the global batch. */
  static double peakLearningRate(Configuration configuration) {
    OptimizerConfiguration settings = configuration.optimizer();
    return settings
        .learningRateScaling()
        .effective(
            settings.learningRate(),
            configuration.train().globalBatch(),
            settings.referenceBatch());
  }
}
