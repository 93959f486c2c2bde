package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.config.LossConfiguration;
import io.mscon.config.MetricConfiguration;
import io.mscon.loss.ContrastiveLoss;
import io.mscon.loss.CrossEntropy;
import io.mscon.loss.Objective;
import io.mscon.loss.Reduction;
import io.mscon.loss.Weighting;
import java.util.List;

/** What a configuration wants to be made small. */
final class Objectives {
  private Objectives() {}

  static Objective of(Configuration configuration) {
    return configuration.method().classifies()
        ? new CrossEntropy(weighting(configuration), configuration.loss().normaliseWeights())
        : contrastive(configuration);
  }

  /** The loss of methods that compare rows. */
  static ContrastiveLoss contrastive(Configuration configuration) {
    return new ContrastiveLoss(
        configuration.loss().temperature(),
        1,
        Reduction.VALID,
        weighting(configuration),
        configuration.loss().normaliseWeights());
  }

  private static Weighting weighting(Configuration configuration) {
    LossConfiguration settings = configuration.loss();
    List<MetricConfiguration> metrics = configuration.trainedMetrics();
    return switch (settings.weighting()) {
      case UNIFORM -> new Weighting.Uniform();
      case KENDALL -> new Weighting.Kendall();
      case TWO_LOG -> new Weighting.TwoLog();
      case HALF -> new Weighting.Half();
      case EXACT -> new Weighting.Exact();
      case EXCESS -> new Weighting.Excess(settings.excessFloor());
      case PER_SAMPLE -> new Weighting.PerSample();
      case FIXED ->
          new Weighting.Fixed(metrics.stream().mapToDouble(MetricConfiguration::weight).toArray());
    };
  }
}
