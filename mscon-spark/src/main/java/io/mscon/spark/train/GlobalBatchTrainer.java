package io.mscon.spark.train;

import io.mscon.config.Configuration;
import io.mscon.data.BatchPlan;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Weights;
import io.mscon.optim.MomentumSgd;
import io.mscon.optim.WarmupCosine;
import io.mscon.run.Checkpoints;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import io.mscon.run.TrainingState;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
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
  private final MomentumSgd optimizer;
  private final WarmupCosine schedule;
  private final RunRecord record;
  private final Checkpoints checkpoints;

  private GlobalBatchTrainer(
      Configuration configuration, TrainingSet trainingSet, RunRecord record, Storage run) {
    this.configuration = configuration;
    this.trainingSet = trainingSet;
    this.record = record;
    this.plan =
        new BatchPlan(
            configuration.seed(),
            trainingSet.size(),
            configuration.train().lanes(),
            configuration.train().globalBatch());
    this.network = network(configuration, trainingSet.metrics().size());
    this.loss = new GlobalLoss(configuration, trainingSet, plan);
    this.optimizer =
        new MomentumSgd(
            ParameterLayout.of(network),
            configuration.optimizer().momentum(),
            configuration.optimizer().weightDecay());
    this.schedule = schedule(configuration, plan);
    this.checkpoints = new Checkpoints(run, configuration.train().keepCheckpoints());
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
   * @throws IOException if the run's folder can't be used
   * @throws TrainingDivergedException if the loss or a gradient is no number any more
   */
  public static TrainResult train(
      SparkSession spark,
      Configuration configuration,
      PreparedDataset dataset,
      Storage run,
      boolean resume,
      TrainingListener listener)
      throws IOException {
    RunRecord record = RunRecord.open(run, configuration, dataset.manifest(), resume);
    if (record.complete()) {
      return record.result();
    }
    TrainingSet trainingSet = TrainingSet.read(dataset, configuration.metrics());
    GlobalBatchTrainer trainer = new GlobalBatchTrainer(configuration, trainingSet, record, run);
    return trainer.run(spark, dataset, run, listener);
  }

  private TrainResult run(
      SparkSession spark, PreparedDataset dataset, Storage run, TrainingListener listener)
      throws IOException {
    TrainingState state = checkpoints.newest().orElseGet(this::initialState);
    record.start(state.step(), plan, configuration.train().epochs(), listener);
    LaneSettings settings = LaneSettings.of(configuration, network);
    try (LaneGroup lanes = LaneGroup.start(spark, dataset, trainingSet, plan, settings)) {
      record.engines(lanes.engines());
      while (state.step() < totalSteps()) {
        state = step(lanes, state);
        if (checkpointDue(state.step())) {
          record.flush();
          checkpoints.write(state);
        }
      }
    }
    TrainedModel model =
        TrainedModel.write(
            run,
            network,
            trainingSet.metricNames(),
            new Weights(state.parameters(), state.statistics()));
    return record.finish(model, trainingSet.size());
  }

  private TrainingState step(LaneGroup lanes, TrainingState state) throws IOException {
    StepPosition position = StepPosition.of(state.step(), plan.stepsPerEpoch());
    StepClock clock = StepClock.start();
    Broadcast<byte[]> parameters = lanes.broadcast(RawFloats.encode(state.parameters()));
    EmbedTask embed = new EmbedTask(plan, position, parameters);
    List<LaneEmbeddings> embedded = lanes.embed(embed);
    clock.lap("embed");
    Broadcast<GlobalBatch> batch =
        lanes.broadcast(loss.gather(position, embedded, state.logVariances()));
    StepLoss stepLoss = loss.evaluate(position, lanes, batch, state.logVariances());
    clock.lap("loss");
    List<LaneGradient> gradients =
        lanes.backpropagate(
            new GradientTask(embed, batch, stepLoss.statistics(), stepLoss.weighted().weights()));
    clock.lap("gradient");
    double learningRate = schedule.at(state.step());
    optimizer.step(state.parameters(), state.velocity(), OrderedSum.of(gradients), learningRate);
    RunningStatistics.update(state.statistics(), embedded);
    updateLogVariances(state.logVariances(), stepLoss, LaneGradient.radialSums(gradients));
    parameters.destroy();
    batch.destroy();
    clock.lap("update");
    record.step(position, stepLoss, learningRate, state.logVariances(), clock);
    return new TrainingState(
        state.step() + 1,
        state.parameters(),
        state.statistics(),
        state.velocity(),
        state.logVariances());
  }

  private void updateLogVariances(double[] logVariances, StepLoss stepLoss, double[] radialSums) {
    double rate = configuration.optimizer().logVarianceLearningRate();
    double[] gradients = stepLoss.weighted().logVarianceGradients(radialSums);
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
        new float[parameters.length],
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
        configuration.optimizer().learningRate(),
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
