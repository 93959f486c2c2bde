package io.mscon.spark.train.averaging;

import io.mscon.model.NetworkSpec;
import io.mscon.model.dl4j.ParameterMapping;
import io.mscon.model.dl4j.ResNetGraph;
import io.mscon.numeric.Values;
import io.mscon.run.TrainingState;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A residual network with projection heads and the contrastive loss as one DL4J graph, and the way
 * of its state to and from the vectors of a checkpoint. DL4J keeps log-variances in single
 * precision, so they are rounded.
 */
public final class ContrastiveGraph {
  private static final String LOSS = "loss";

  private final ComputationGraph graph;
  private final ParameterMapping mapping;
  private final UpdaterStates updaterStates;
  private final RunningVariances runningVariances;
  private final int slots;

  /**
   * Makes a graph without weights.
   *
   * @param spec shape of the network
   * @param loss over a minibatch
   * @param optimizer of the workers
   * @param rows of a minibatch
   */
  public ContrastiveGraph(NetworkSpec spec, LocalLoss loss, LocalOptimizer optimizer, int rows) {
    graph = new ComputationGraph(configuration(spec, loss, optimizer));
    graph.init();
    mapping = ParameterMapping.of(spec, graph);
    updaterStates = new UpdaterStates(graph.getUpdater());
    runningVariances = new RunningVariances(spec, graph.getConfiguration(), rows);
    slots = optimizer.slots();
  }

  private static ComputationGraphConfiguration configuration(
      NetworkSpec spec, LocalLoss loss, LocalOptimizer optimizer) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(optimizer.updater())
            .l2(optimizer.weightDecay())
            // The loss is a mean already.
            .miniBatch(false)
            // Without workspaces every activation waits for the garbage collector, which sees small
            // objects only: gigabytes of native memory within some steps.
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder();
    String[] projections = ResNetGraph.projections(spec).toArray(String[]::new);
    return ResNetGraph.addTo(builder, spec)
        .addVertex("projections", new MergeVertex(), projections)
        .addLayer(
            LOSS,
            new ContrastiveOutputLayer(loss, optimizer.logVarianceLearningRate()),
            "projections")
        .setOutputs(LOSS)
        .build();
  }

  /** The graph. */
  public ComputationGraph graph() {
    return graph;
  }

  /**
   * Sets parameters, running statistics, updater state and log-variances.
   *
   * @param state with as many slots as the optimiser has
   */
  public void load(TrainingState state) {
    Values vector = Values.of(new float[mapping.length()]);
    mapping.write(Values.of(state.parameters()), state.statistics(), vector);
    graph.setParams(row(vector));
    logVariances().assign(Nd4j.createFromArray(state.logVariances()).reshape(1, -1));
    if (slots > 0) {
      Values velocity = Values.of(new float[mapping.length()]);
      mapping.write(Values.of(state.slots()[0]), new float[state.statistics().length], velocity);
      INDArray view = graph.getUpdater().getStateViewArray();
      float[] states = updaterStates.gather(velocity.float32());
      view.assign(Nd4j.createFromArray(states).reshape(view.shape()));
    }
  }

  /**
   * The graph's state after some steps.
   *
   * @param before those steps
   * @param steps how many
   */
  public TrainingState state(TrainingState before, int steps) {
    Values vector = values(graph.params());
    float[] statistics = mapping.statistics(vector);
    runningVariances.correct(statistics, before.statistics(), steps);
    return new TrainingState(
        before.step() + steps,
        mapping.parameters(vector).float32(),
        statistics,
        slots > 0 ? new float[][] {velocity()} : new float[0][],
        logVariances().dup('c').data().asDouble());
  }

  private float[] velocity() {
    float[] states = values(graph.getUpdater().getStateViewArray()).float32();
    return mapping.parameters(Values.of(updaterStates.scatter(states, mapping.length()))).float32();
  }

  private INDArray logVariances() {
    return graph.getLayer(LOSS).getParam(ContrastiveOutputLayer.logVarianceName());
  }

  private static INDArray row(Values vector) {
    return Nd4j.createFromArray(vector.float32()).reshape(1, vector.length());
  }

  private static Values values(INDArray vector) {
    return Values.of(vector.dup('c').data().asFloat());
  }
}
