package io.mscon.spark.train.averaging;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Rounds of parameter averaging of a graph that ends in a {@link ContrastiveOutputLayer}. */
public final class AveragingRounds {
  private final OrderedAveragingMaster master;
  private final SparkComputationGraph graph;

  /**
   * Prepares rounds.
   *
   * @param context where the workers run
   * @param network on the driver: holds parameters and updater state between the rounds
   * @param workers partitions of every round's minibatches
   * @param rows of a minibatch
   */
  public AveragingRounds(
      JavaSparkContext context, ComputationGraph network, int workers, int rows) {
    this.master = new OrderedAveragingMaster(workers, rows);
    this.graph = new SparkComputationGraph(context, network, master);
  }

  /**
   * One round: every worker takes some steps from the driver's parameters, then their parameters
   * and updater states are averaged into the driver's.
   *
   * @param firstStep optimiser steps done before it
   * @param steps of every worker
   * @param minibatches a partition per worker, with so many minibatches in order
   * @param collector runs the job
   */
  public Round run(
      long firstStep, int steps, JavaRDD<MultiDataSet> minibatches, RoundCollector collector) {
    network().getConfiguration().setIterationCount(Math.toIntExact(firstStep));
    master.start(steps, collector);
    graph.fitMultiDataSet(minibatches);
    return master.round();
  }

  /** The network on the driver. */
  public ComputationGraph network() {
    return graph.getNetwork();
  }
}
