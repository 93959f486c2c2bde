package io.mscon.config;

import io.mscon.config.OptimizerConfiguration.Algorithm;
import io.mscon.config.TrainConfiguration.Trainer;
import io.mscon.model.Engine;

/** What the method and the trainer ask of other sections. */
final class MethodChecks {
  private MethodChecks() {}

  static void check(Configuration configuration, Problems problems) {
    checkMethod(configuration, problems);
    checkAveraging(
        configuration.train(),
        configuration.optimizer().algorithm(),
        configuration.engine(),
        problems);
  }

  private static void checkMethod(Configuration result, Problems problems) {
    if (result.method() != Method.SIMCLR
        && !result.method().takesSeveral()
        && result.metrics().size() > 1) {
      problems.add(
          "Invalid metrics: %s (method = %s takes one, method = %s several)",
          String.join(", ", result.metrics().stream().map(MetricConfiguration::name).toList()),
          Spelling.of(result.method()),
          Spelling.of(
              result.method().classifies() ? Method.MULTI_TASK_CROSS_ENTROPY : Method.MSCON));
    }
    if (result.method().classifies() && result.train().trainer() == Trainer.PARAMETER_AVERAGING) {
      problems.add(
          "Invalid method: %s (train.trainer = parameter-averaging has contrastive losses only)",
          Spelling.of(result.method()));
    }
    if (result.loss().perSample() && result.train().trainer() == Trainer.PARAMETER_AVERAGING) {
      problems.add(
          "Invalid loss.weighting: per-sample (train.trainer = parameter-averaging has weights of"
              + " metrics only)");
    }
    if (result.method() == Method.SIMCLR && result.train().views() < 2) {
      problems.add(
          "Invalid train.views: %s (must be at least 2 with method = simclr, where only another"
              + " view is similar)",
          result.train().views());
    }
  }

  /** Averaging leaves networks and optimisers to DL4J, which has not all that the other has. */
  private static void checkAveraging(
      TrainConfiguration train, Algorithm algorithm, Engine engine, Problems problems) {
    if (train.trainer() != Trainer.PARAMETER_AVERAGING) {
      return;
    }
    if (train.microBatch() < train.laneBatch()) {
      problems.add(
          "Invalid train.micro-batch: %d (train.trainer = parameter-averaging runs a lane's pictures at once: must be at least train.global-batch / train.lanes = %d)",
          train.microBatch(), train.laneBatch());
    }
    if (algorithm != Algorithm.SGD) {
      problems.add(
          "Invalid optimizer.algorithm: %s (train.trainer = parameter-averaging has sgd only)",
          Spelling.of(algorithm));
    }
    if (engine != Engine.AUTO && engine != Engine.DL4J) {
      problems.add(
          "Invalid compute.engine: %s (train.trainer = parameter-averaging runs on dl4j: must be dl4j or auto)",
          Spelling.of(engine));
    }
  }
}
