package io.mscon.spark.train.averaging;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's parameter averaging, made reproducible. DL4J's own master splits and repartitions the data
 * by chance, and adds up the workers' parameters by {@code treeAggregate}, in order of arrival.
 * This one takes a partition as one worker's minibatches of one round, in their order, and adds up
 * by partition. It also leaves out the job that only counts the minibatches, which would draw all
 * views a second time.
 */
final class OrderedAveragingMaster extends ParameterAveragingTrainingMaster {
  private final int workers;
  private Broadcast<NetBroadcastTuple> network;
  private RoundCollector collector = RoundCollector.PLAIN;
  private Round round;

  /**
   * Makes the master.
   *
   * @param workers partitions of the minibatches
   * @param rows of a minibatch
   */
  OrderedAveragingMaster(int workers, int rows) {
    super(
        new Builder(workers, rows)
            .batchSizePerWorker(rows)
            .workerPrefetchNumBatches(0)
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .repartionData(Repartition.Never)
            .storageLevel(null));
    this.workers = workers;
  }

  /** Prepares a round. */
  void start(int steps, RoundCollector jobs) {
    setAveragingFrequency(steps);
    collector = jobs;
  }

  /** The newest round. */
  Round round() {
    return round;
  }

  @Override
  protected <T, R extends JavaRDDLike<T, R>> long getTotalDataSetObjectCount(
      JavaRDDLike<T, R> minibatches) {
    return (long) workers * getAveragingFrequency();
  }

  @Override
  public ParameterAveragingTrainingWorker getWorkerInstance(SparkComputationGraph graph) {
    ComputationGraph driver = graph.getNetwork();
    network =
        graph
            .getSparkContext()
            .broadcast(
                new NetBroadcastTuple(
                    driver.getConfiguration(),
                    driver.params(),
                    driver.getUpdater().getStateViewArray()));
    WorkerConfiguration work =
        new WorkerConfiguration(
            true,
            getRddDataSetNumExamples(),
            batchSizePerWorker,
            getAveragingFrequency(),
            0,
            false);
    return new AveragingWorker(network, work, driver.getConfiguration().getIterationCount());
  }

  @Override
  protected void processResults(
      SparkDl4jMultiLayer none,
      SparkComputationGraph graph,
      JavaRDD<ParameterAveragingTrainingResult> results,
      int split,
      int splits) {
    List<WorkerState> parts;
    try {
      parts = collector.collect(results.map(WorkerState::of));
    } finally {
      network.destroy();
    }
    ComputationGraph driver = graph.getNetwork();
    driver.setParams(row(WorkerState.mean(parts, WorkerState::parameters)));
    INDArray state = driver.getUpdater().getStateViewArray();
    if (state != null) {
      state.assign(row(WorkerState.mean(parts, WorkerState::updaterState)).reshape(state.shape()));
    }
    round = Round.of(parts);
    graph.setScore(round.losses().get(round.losses().size() - 1).total());
  }

  private static INDArray row(float[] values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
  }
}
