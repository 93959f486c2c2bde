package io.mscon.spark.train;

import io.mscon.config.AugmentationConfiguration;
import io.mscon.config.Configuration;
import io.mscon.config.ImageConfiguration;
import io.mscon.model.Engine;
import io.mscon.model.NetworkSpec;
import io.mscon.numeric.Values.Precision;
import java.io.Serializable;

/**
 * What a lane has to know of the configuration.
 *
 * @param seed the run's seed
 * @param network shape of the network
 * @param unitHeads how many of the heads, from the first on, have outputs brought to unit length
 * @param engine what runs it
 * @param precision of parameters, rows and gradients
 * @param views of each picture
 * @param microBatch pictures that go through the network at once
 * @param keptActivations MiB of activations that may stay between the passes
 * @param image size and normalisation
 * @param augmentation how strongly views are changed
 * @param hook is told of the phases
 */
record LaneSettings(
    long seed,
    NetworkSpec network,
    int unitHeads,
    Engine engine,
    Precision precision,
    int views,
    int microBatch,
    int keptActivations,
    ImageConfiguration image,
    AugmentationConfiguration augmentation,
    PhaseHook hook)
    implements Serializable {

  static LaneSettings of(Configuration configuration, NetworkSpec network, PhaseHook hook) {
    return new LaneSettings(
        configuration.seed(),
        network,
        configuration.method().classifies() ? 0 : configuration.trainedMetrics().size(),
        configuration.trainingEngine(),
        Precision.FLOAT32,
        configuration.train().views(),
        Math.min(configuration.train().microBatch(), configuration.train().laneBatch()),
        configuration.train().keptActivations(),
        configuration.image(),
        configuration.augmentation(),
        hook);
  }

  /** Rows of a micro-batch: every picture's views. */
  int microBatchRows() {
    return microBatch * views;
  }
}
