package io.mscon.config;

import io.mscon.config.OptimizerConfiguration.Algorithm;
import io.mscon.config.Section.Range;
import io.mscon.optim.LearningRateScaling;

/** Reads {@code optimizer}. */
final class OptimizerReader {
  private OptimizerReader() {}

  static OptimizerConfiguration read(Section optimizer) {
    return new OptimizerConfiguration(
        optimizer.choice("algorithm", Algorithm.class),
        optimizer.number("learning-rate", Range.POSITIVE),
        optimizer.choice("learning-rate-scaling", LearningRateScaling.class),
        optimizer.integer("reference-batch", 1),
        optimizer.number("momentum", Range.BELOW_ONE),
        optimizer.number("trust-coefficient", Range.POSITIVE),
        optimizer.number("beta1", Range.BELOW_ONE),
        optimizer.number("beta2", Range.BELOW_ONE),
        optimizer.number("epsilon", Range.POSITIVE_FLOAT),
        optimizer.number("weight-decay", Range.NOT_NEGATIVE),
        optimizer.number("warmup-epochs", Range.NOT_NEGATIVE),
        optimizer.number("log-variance-learning-rate", Range.NOT_NEGATIVE));
  }
}
