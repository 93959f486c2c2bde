package io.mscon.spark.train;

import io.mscon.config.MetricConfiguration;
import io.mscon.config.OptimizerConfiguration;
import io.mscon.loss.WeightedTotal;
import io.mscon.run.TrainingState;
import io.mscon.spark.train.averaging.AveragingRounds;
import io.mscon.spark.train.averaging.ContrastiveGraph;
import io.mscon.spark.train.averaging.LabelMatrix;
import io.mscon.spark.train.averaging.LocalLoss;
import io.mscon.spark.train.averaging.LocalOptimizer;
import io.mscon.spark.train.averaging.LocalStep;
import io.mscon.spark.train.averaging.Round;
import io.mscon.spark.train.averaging.WorkerState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;

/**
 * Training by DL4J's parameter averaging: every lane takes its own optimiser steps on the loss of
 * its own pictures, and every {@code train.averaging-frequency} steps the lanes' parameters are
 * averaged. Batches, views, first weights and learning rates are those of {@link
 * GlobalBatchTrainer}; the loss knows only the lane's negatives, so its gradient is another one.
 * The weights depend on configuration, data, seed and lanes only.
 */
final class ParameterAveragingTrainer implements Trainer {
  private final TrainingCourse course;
  private final LaneSettings settings;
  private final LabelMatrix labels;
  private final LocalOptimizer optimizer;

  private ParameterAveragingTrainer(TrainingCourse course, PhaseHook hook) {
    OptimizerConfiguration wanted = course.configuration().optimizer();
    this.course = course;
    this.settings = LaneSettings.of(course.configuration(), course.network(), hook);
    this.labels = LabelMatrix.of(course.trainingSet().labels());
    this.optimizer =
        new LocalOptimizer(
            course.schedule(),
            wanted.momentum(),
            wanted.weightDecay(),
            wanted.logVarianceLearningRate());
  }

  /**
   * Trains, or goes on training.
   *
   * @param request what is asked for; nothing that fails in its folder is tried again
   * @param hook is told of the lanes' steps on the executors
   * @throws IOException if the run's folder can't be used
   */
  static TrainResult train(TrainingRequest request, PhaseHook hook) throws IOException {
    return TrainingRun.train(request, course -> new ParameterAveragingTrainer(course, hook));
  }

  @Override
  public int slots() {
    return optimizer.slots();
  }

  @Override
  public LaneSettings laneSettings() {
    return settings;
  }

  @Override
  public Stepper start(LaneGroup lanes) {
    // The lanes' own networks have told what runs here; DL4J makes those that train.
    lanes.release();
    int rows = settings.microBatchRows();
    ContrastiveGraph graph = new ContrastiveGraph(course.network(), localLoss(), optimizer, rows);
    AveragingRounds rounds =
        new AveragingRounds(lanes.context(), graph.graph(), course.plan().lanes(), rows);
    return state -> round(lanes, graph, rounds, state);
  }

  private Advance round(
      LaneGroup lanes, ContrastiveGraph graph, AveragingRounds rounds, TrainingState state) {
    StepClock clock = new StepClock(lanes.slots());
    int steps = stepsFrom(state);
    graph.load(state);
    LocalBatches batches = LocalBatches.of(course, settings, labels, state.step(), steps);
    clock.lap("load");
    Round round =
        rounds.run(
            state.step(),
            steps,
            lanes.made(lane -> new LaneMinibatches(lane, batches)),
            workers -> collect(lanes, state.step(), workers));
    clock.lanes(round.workerSeconds().stream().map(time -> new LaneReport(time, 0, 0)).toList());
    clock.lap("local-steps");
    requireFinite(state.step(), round.losses());
    TrainingState next = graph.state(state, steps);
    clock.lap("store");
    StepLoss loss = stepLoss(LocalStep.mean(round.losses()));
    return new Advance(next, loss, clock.times(), Optional.empty());
  }

  /** What is damaged on the way is computed again, with the same bits. */
  private List<WorkerState> collect(LaneGroup lanes, long step, JavaRDD<WorkerState> workers) {
    PhaseHook hook = settings.hook();
    JavaRDD<LaneState> sealed =
        workers.mapPartitionsWithIndex(
            (lane, states) ->
                List.of(LaneState.of(lane, states.next()).through(leaving(hook, step, lane)))
                    .iterator(),
            true);
    return LaneJobs.untilIntact(
            Phase.LOCAL_STEPS,
            step,
            () -> {
              List<LaneState> found = lanes.localSteps(step, sealed);
              return new LaneJobs.Attempt<>(found, LaneJobs.damage(found));
            })
        .stream()
        .map(LaneState::state)
        .toList();
  }

  private static UnaryOperator<Parcel> leaving(PhaseHook hook, long step, int lane) {
    return numbers -> hook.leave(Phase.LOCAL_STEPS, step, lane, numbers);
  }

  /** The last round may be shorter. */
  private int stepsFrom(TrainingState state) {
    long left = course.totalSteps() - state.step();
    return (int) Math.min(course.configuration().train().averagingFrequency(), left);
  }

  private void requireFinite(long firstStep, List<LocalStep> losses) {
    for (int step = 0; step < losses.size(); step++) {
      if (!Double.isFinite(losses.get(step).total())) {
        throw new TrainingDivergedException(
            firstStep + step, "the lanes' mean loss is " + losses.get(step).total());
      }
    }
  }

  private LocalLoss localLoss() {
    return new LocalLoss(
        course.trainingSet().metrics(),
        course.configuration().trainedMetrics().stream().map(MetricConfiguration::missing).toList(),
        labels,
        Objectives.contrastive(course.configuration()));
  }

  private StepLoss stepLoss(LocalStep mean) {
    WeightedTotal total =
        new WeightedTotal(mean.total(), mean.weights(), new double[mean.weights().length], 0);
    TrainingSet metrics = course.trainingSet();
    return new StepLoss(
        metrics.byName(mean.losses()),
        metrics.byName(mean.excess()),
        metrics.byName(mean.weights()),
        List.of(),
        List.of(),
        UncertaintyGradient.NONE,
        total);
  }
}
