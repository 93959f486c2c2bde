package io.mscon.spark.train.averaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's worker, which also notes the losses of its steps and frees its network at the end. */
final class AveragingWorker extends ParameterAveragingTrainingWorker {
  private static final long serialVersionUID = 1L;

  private final int firstStep;
  private final ArrayList<LocalStep> steps = new ArrayList<>();
  private long startNanos;

  /**
   * Makes the worker.
   *
   * @param network configuration, parameters and updater state
   * @param configuration how much it works
   * @param firstStep optimiser steps done before
   */
  AveragingWorker(
      Broadcast<NetBroadcastTuple> network, WorkerConfiguration configuration, int firstStep) {
    super(network, true, configuration, null, null, null);
    this.firstStep = firstStep;
  }

  /** DL4J's copy of a graph's configuration forgets the step that learning rates depend on. */
  @Override
  public ComputationGraph getInitialModelGraph() {
    startNanos = System.nanoTime();
    ComputationGraph graph = super.getInitialModelGraph();
    graph.getConfiguration().setIterationCount(firstStep);
    return graph;
  }

  @Override
  public ParameterAveragingTrainingResult processMinibatch(
      MultiDataSet batch, ComputationGraph graph, boolean last) {
    // Never the last one for DL4J: its result would refer to the network's memory.
    super.processMinibatch(batch, graph, false);
    leaveWorkspaces();
    steps.add(output(graph).lastStep());
    return last ? getFinalResult(graph) : null;
  }

  @Override
  public ParameterAveragingTrainingResult getFinalResult(ComputationGraph graph) {
    INDArray state = graph.getUpdater().getStateViewArray();
    WorkerResult result =
        new WorkerResult(
            graph.params().dup(),
            state == null ? null : state.dup(),
            List.copyOf(steps),
            (System.nanoTime() - startNanos) / 1e9);
    free(graph);
    return result;
  }

  /**
   * With BatchNorm in it, a graph's fit leaves the thread in a workspace that is closed by then.
   */
  private static void leaveWorkspaces() {
    Nd4j.getMemoryManager().setCurrentWorkspace(null);
  }

  /** A graph's own close() runs the garbage collector twice, seconds for every round. */
  private static void free(ComputationGraph graph) {
    Stream.of(graph.params(), graph.getGradientsViewArray(), graph.getUpdater().getStateViewArray())
        .filter(array -> array != null && array.closeable() && !array.wasClosed())
        .forEach(INDArray::close);
  }

  private static ContrastiveOutput output(ComputationGraph graph) {
    return Arrays.stream(graph.getLayers())
        .filter(ContrastiveOutput.class::isInstance)
        .map(ContrastiveOutput.class::cast)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Invalid network: no contrastive output layer"));
  }
}
