package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.data.BatchPlan;
import io.mscon.data.DatasetManifest;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Weights;
import io.mscon.optim.WarmupCosine;
import io.mscon.run.TrainingState;

/**
 * What a training is to do, whichever trainer does it: the same batches, network, first weights and
 * learning rates.
 *
 * @param configuration of the run
 * @param trainingSet its samples and labels
 * @param plan which samples stand in which batch
 * @param network its shape
 * @param uncertainty of its rows
 * @param schedule of the learning rate
 */
record TrainingCourse(
    Configuration configuration,
    TrainingSet trainingSet,
    BatchPlan plan,
    NetworkSpec network,
    BatchUncertainty uncertainty,
    WarmupCosine schedule) {
  private static final long STEPS_TO_OPEN = 500;

  /**
   * The course of a configuration.
   *
   * @param trainingSet its samples
   * @param manifest of the dataset they are from
   */
  static TrainingCourse of(
      Configuration configuration, TrainingSet trainingSet, DatasetManifest manifest) {
    BatchPlan plan =
        new BatchPlan(
            configuration.seed(),
            trainingSet.size(),
            configuration.train().lanes(),
            configuration.train().globalBatch());
    NetworkSpec network = configuration.network(manifest::classes);
    return new TrainingCourse(
        configuration,
        trainingSet,
        plan,
        network,
        BatchUncertainty.of(configuration, network, manifest::classes),
        schedule(configuration, plan));
  }

  private static WarmupCosine schedule(Configuration configuration, BatchPlan plan) {
    int stepsPerEpoch = plan.stepsPerEpoch();
    return new WarmupCosine(
        Optimizers.peakLearningRate(configuration),
        Math.round(configuration.optimizer().warmupEpochs() * stepsPerEpoch),
        (long) configuration.train().epochs() * stepsPerEpoch);
  }

  /** Weights from the run's seed; log-variances of samples begin at 0. */
  Weights drawnWeights() {
    float[] parameters = InitialWeights.parameters(network, configuration.seed());
    if (configuration.loss().perSample()) {
      InitialWeights.clearHead(parameters, network, trainingSet.metrics().size());
    }
    return new Weights(parameters, InitialWeights.statistics(network));
  }

  /**
   * The state before the first step.
   *
   * @param weights to begin with
   * @param slots vectors of the optimiser's
   */
  TrainingState initialState(Weights weights, int slots) {
    return new TrainingState(
        0,
        weights.parameters(),
        weights.statistics(),
        new float[slots][weights.parameters().length],
        new double[trainingSet.metrics().size()]);
  }

  long totalSteps() {
    return (long) configuration.train().epochs() * plan.stepsPerEpoch();
  }

  /** Where a state's newest step stands. */
  StepPosition positionBefore(TrainingState state) {
    return StepPosition.of(state.step() - 1, plan.stepsPerEpoch());
  }

  /** Whether it is time to look at the training's health in a step. */
  boolean healthDue(StepPosition position) {
    int every = configuration.train().healthEverySteps();
    long step = position.step() + 1;
    return every > 0 && (step % every == 0 || step == totalSteps());
  }

  /**
   * Whether a step is late enough to be judged: after the warm-up, the first epoch and half of the
   * training or {@value #STEPS_TO_OPEN} steps. Rows lie close together in all heads at first, even
   * of a training that opens them later.
   */
  boolean judged(StepPosition position) {
    long begun = Math.max(schedule.warmupSteps(), plan.stepsPerEpoch());
    return position.step() >= Math.max(begun, Math.min(totalSteps() / 2, STEPS_TO_OPEN));
  }

  /** Whether a checkpoint has come due since an earlier step. */
  boolean checkpointDue(long before, long now) {
    int every = configuration.train().checkpointEverySteps();
    return now == totalSteps() || (every > 0 && now / every > before / every);
  }
}
