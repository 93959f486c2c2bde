package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.data.BatchPlan;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Weights;
import io.mscon.numeric.Values;
import io.mscon.optim.Optimizer;
import io.mscon.optim.WarmupCosine;
import io.mscon.run.Checkpoints;
import io.mscon.run.RetryingStorage;
import io.mscon.run.RunFiles;
import io.mscon.run.RunLock;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import io.mscon.run.TrainingState;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Synchronous training with the exact gradient of the global batch.
 *
 * <p>A step embeds the batch on the lanes, gathers all rows, computes the loss of every row against
 * all rows, sends back the gradient of every row (the part that flows through the columns
 * included), backpropagates it on the lanes and adds up the parameters' gradients in the order of
 * the lanes. The weights depend on configuration, data, seed and lanes only: not on executors,
 * retries, or a stop and resume.
 */
public final class GlobalBatchTrainer {
  private final Configuration configuration;
  private final TrainingSet trainingSet;
  private final BatchPlan plan;
  private final NetworkSpec network;
  private final GlobalLoss loss;
  private final Optimizer optimizer;
  private final WarmupCosine schedule;
  private final LaneSettings settings;
  private final RunRecord record;
  private final Storage run;
  private final RunLock lock;
  private final Checkpoints checkpoints;
  private long saved;

  private GlobalBatchTrainer(
      Configuration configuration,
      TrainingSet trainingSet,
      RunRecord record,
      Storage run,
      RunLock lock,
      StepOptions options) {
    this.configuration = configuration;
    this.run = run;
    this.lock = lock;
    this.trainingSet = trainingSet;
    this.record = record;
    this.plan =
        new BatchPlan(
            configuration.seed(),
            trainingSet.size(),
            configuration.train().lanes(),
            configuration.train().globalBatch());
    this.network = network(configuration, trainingSet.metrics().size());
    this.settings = LaneSettings.of(configuration, network, options.hook());
    this.loss =
        new GlobalLoss(
            configuration, trainingSet, plan, settings.precision(), options.rowsWithoutJob());
    this.optimizer = Optimizers.of(configuration.optimizer(), ParameterLayout.of(network));
    this.schedule = schedule(configuration, plan);
    this.checkpoints = new Checkpoints(run, configuration.train().keepCheckpoints());
  }

  /**
   * Trains, or goes on training, to the end.
   *
   * @param spark the session to work with
   * @param configuration of the run
   * @param dataset to learn from
   * @param run the run's folder
   * @param resume whether to go on from the newest good checkpoint; a complete run is left as it is
   * @param listener is told of every step
   * @throws IOException if the run's folder can't be used
   */
  public static TrainResult train(
      SparkSession spark,
      Configuration configuration,
      PreparedDataset dataset,
      Storage run,
      boolean resume,
      TrainingListener listener)
      throws IOException {
    return train(spark, configuration, dataset, run, resume, listener, new StopRequest());
  }

  /**
   * Trains, or goes on training.
   *
   * @param spark the session to work with
   * @param configuration of the run
   * @param dataset to learn from
   * @param run the run's folder
   * @param resume whether to go on from the newest good checkpoint; a complete run is left as it is
   * @param listener is told of every step
   * @param stop asks for an early end
   * @throws IOException if the run's folder can't be used
   * @throws TrainingDivergedException if the loss or a gradient is no number any more
   * @throws TrainingStoppedException if {@code stop} asked for it
   * @throws StalledStepException if nothing happens for longer than {@code train.progress-timeout}
   */
  public static TrainResult train(
      SparkSession spark,
      Configuration configuration,
      PreparedDataset dataset,
      Storage run,
      boolean resume,
      TrainingListener listener,
      StopRequest stop)
      throws IOException {
    return train(
        spark,
        configuration,
        dataset,
        new RetryingStorage(run),
        resume,
        listener,
        stop,
        StepOptions.USUAL);
  }

  /** The same on a folder that is taken as it is: whoever calls decides what is tried again. */
  static TrainResult train(
      SparkSession spark,
      Configuration configuration,
      PreparedDataset dataset,
      Storage run,
      boolean resume,
      TrainingListener listener,
      StopRequest stop,
      StepOptions options)
      throws IOException {
    if (resume && run.exists(RunFiles.SUCCESS)) {
      return RunRecord.open(run, configuration, dataset.manifest(), true).result();
    }
    try (RunLock lock = RunLock.acquire(run)) {
      RunRecord record = RunRecord.open(run, configuration, dataset.manifest(), resume);
      TrainingSet trainingSet = TrainingSet.read(dataset, configuration.metrics());
      return new GlobalBatchTrainer(configuration, trainingSet, record, run, lock, options)
          .run(spark, dataset, listener, stop);
    }
  }

  private TrainResult run(
      SparkSession spark, PreparedDataset dataset, TrainingListener listener, StopRequest stop)
      throws IOException {
    TrainingState state = checkpoints.newest().orElseGet(this::initialState);
    record.start(state.step(), plan, configuration.train().epochs(), listener);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (LaneJobs jobs = new LaneJobs(context, stop, configuration.train().progressTimeout());
        LaneGroup lanes = LaneGroup.of(spark, dataset, trainingSet, plan, settings, jobs)) {
      TrainResult result = finish(steps(lanes, state));
      lanes.release();
      return result;
    } catch (StopNoticedException e) {
      TrainingStoppedException stopped =
          new TrainingStoppedException(
              run.location(), saved, totalSteps(), stop.reason().orElseThrow());
      record.ended("stopped", stopped.getMessage());
      throw stopped;
    } catch (RuntimeException e) {
      record.ended("failed", e.getMessage());
      throw e;
    }
  }

  private TrainResult finish(TrainingState state) throws IOException {
    lock.requireHeld();
    Weights weights = new Weights(state.parameters(), state.statistics());
    TrainedModel model = TrainedModel.write(run, network, trainingSet.metricNames(), weights);
    return record.finish(model, trainingSet.size());
  }

  private TrainingState steps(LaneGroup lanes, TrainingState start) throws IOException {
    TrainingState state = start;
    saved = start.step();
    GlobalStep globalStep = new GlobalStep(plan, loss, lanes);
    record.engines(lanes.load());
    while (state.step() < totalSteps()) {
      StepPosition position = StepPosition.of(state.step(), plan.stepsPerEpoch());
      StepClock clock = new StepClock(lanes.slots());
      StepOutcome outcome = compute(globalStep, lanes, position, state, clock);
      state = apply(state, position, outcome, clock);
      if (checkpointDue(state.step())) {
        save(state);
      }
    }
    return state;
  }

  private StepOutcome compute(
      GlobalStep globalStep,
      LaneGroup lanes,
      StepPosition position,
      TrainingState state,
      StepClock clock)
      throws IOException {
    try {
      lanes.spread();
      return globalStep.compute(
          position, Values.of(state.parameters()), state.logVariances(), clock);
    } catch (TrainingDivergedException e) {
      throw e;
    } catch (RuntimeException e) {
      saveWhatIsDone(state, e);
      throw e;
    }
  }

  private TrainingState apply(
      TrainingState state, StepPosition position, StepOutcome outcome, StepClock clock)
      throws IOException {
    double learningRate = schedule.at(state.step());
    clock.computing(
        () -> {
          optimizer.step(
              state.step(),
              state.parameters(),
              state.slots(),
              outcome.gradient().float32(),
              learningRate);
          RunningStatistics.update(state.statistics(), outcome.embedded());
          updateLogVariances(state.logVariances(), outcome.logVarianceGradients());
          return state;
        });
    clock.lap("update");
    record.step(position, outcome.loss(), learningRate, state.logVariances(), clock.times());
    return new TrainingState(
        state.step() + 1,
        state.parameters(),
        state.statistics(),
        state.slots(),
        state.logVariances());
  }

  private void save(TrainingState state) throws IOException {
    lock.requireHeld();
    record.flush();
    checkpoints.write(state);
    saved = state.step();
  }

  /** A failed step leaves the state of the last whole one: the run goes on from there. */
  private void saveWhatIsDone(TrainingState state, RuntimeException failure) {
    try {
      if (state.step() > saved) {
        save(state);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void updateLogVariances(double[] logVariances, double[] gradients) {
    double rate = configuration.optimizer().logVarianceLearningRate();
    for (int metric = 0; metric < logVariances.length; metric++) {
      logVariances[metric] -= rate * gradients[metric];
    }
  }

  private TrainingState initialState() {
    float[] parameters = InitialWeights.parameters(network, configuration.seed());
    return new TrainingState(
        0,
        parameters,
        InitialWeights.statistics(network),
        new float[optimizer.slots()][parameters.length],
        new double[trainingSet.metrics().size()]);
  }

  private long totalSteps() {
    return (long) configuration.train().epochs() * plan.stepsPerEpoch();
  }

  private boolean checkpointDue(long step) {
    int every = configuration.train().checkpointEverySteps();
    return step == totalSteps() || (every > 0 && step % every == 0);
  }

  private static WarmupCosine schedule(Configuration configuration, BatchPlan plan) {
    int stepsPerEpoch = plan.stepsPerEpoch();
    return new WarmupCosine(
        Optimizers.peakLearningRate(configuration),
        Math.round(configuration.optimizer().warmupEpochs() * stepsPerEpoch),
        (long) configuration.train().epochs() * stepsPerEpoch);
  }

  private static NetworkSpec network(Configuration configuration, int heads) {
    return new NetworkSpec(
        configuration.model().encoder(),
        configuration.model().stem(),
        configuration.model().width(),
        configuration.image().size(),
        heads,
        configuration.model().projectionHidden(),
        configuration.model().embeddingSize());
  }
}
