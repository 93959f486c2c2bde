package io.mscon.model.dl4j;

import io.mscon.model.ForwardPass;
import io.mscon.model.InitialWeights;
import io.mscon.model.Network;
import io.mscon.model.NetworkArguments;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network as a DL4J computation graph, in single or double precision.
 *
 * <p>A graph holds the activations of its last forward pass only. The backward pass of an earlier
 * one runs its forward pass again first, which gives the same bits; passes kept open save no work.
 * What a pass leaves in native memory beside its activations is ND4J's, and goes when the garbage
 * collector finds it.
 */
public final class Dl4jNetwork implements Network {
  private final NetworkSpec spec;
  private final Precision precision;
  private final ParameterLayout layout;
  private final NetworkArguments arguments;
  private final ComputationGraph graph;
  private final ParameterMapping mapping;
  private final Values graphVector;
  private Values parameters;
  private float[] statistics;
  private boolean graphIsCurrent;
  private long parameterVersion;
  private Dl4jForwardPass active;
  private Activations activations;
  private boolean closed;

  /**
   * A network whose parameters are zero until {@link #setParameters}.
   *
   * @param spec its shape
   * @param precision of parameters, activations and gradients
   * @throws IllegalStateException if ND4J's library cannot be loaded
   */
  public Dl4jNetwork(NetworkSpec spec, Precision precision) {
    Nd4jRuntime.load();
    this.spec = spec;
    this.precision = precision;
    layout = ParameterLayout.of(spec);
    arguments = new NetworkArguments(spec, layout, precision);
    graph = new ComputationGraph(ResNetGraph.configuration(spec, precision));
    graph.init();
    mapping = ParameterMapping.of(spec, graph);
    graphVector = precision.zeros(mapping.length());
    parameters = precision.zeros(layout.parameterCount());
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public void setParameters(Values values) {
    requireOpen("set parameters");
    arguments.requireParameters(values);
    parameters = precision.zeros(values.length());
    parameters.copy(values, 0, 0, values.length());
    parameterVersion++;
    graphIsCurrent = false;
  }

  @Override
  public void setRunningStatistics(float[] values) {
    requireOpen("set running statistics");
    arguments.requireStatistics(values);
    statistics = values.clone();
    graphIsCurrent = false;
  }

  /** Training mode does not read the running statistics, so any will do for it. */
  private void prepareGraph() {
    if (graphIsCurrent) {
      return;
    }
    float[] written = statistics == null ? InitialWeights.statistics(spec) : statistics;
    mapping.write(parameters, written, graphVector);
    try (INDArray vector = NumericArrays.of(graphVector, 1, mapping.length())) {
      graph.setParams(vector);
    }
    graphIsCurrent = true;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are no two values per channel to take statistics over
   */
  @Override
  public ForwardPass forward(float[] images, int rows) {
    requireOpen("run forward");
    arguments.requireImages(images, rows);
    arguments.requireTrainable(rows);
    float[] kept = Arrays.copyOf(images, rows * arguments.imageLength());
    run(kept, rows);
    List<Values> projections = new ArrayList<>();
    for (String output : ResNetGraph.projections(spec)) {
      projections.add(activations.of(output));
    }
    active =
        new Dl4jForwardPass(
            this,
            kept,
            rows,
            parameterVersion,
            List.copyOf(projections),
            activations.batchStatistics(layout),
            activations.bytes());
    return active;
  }

  private void run(float[] images, int rows) {
    releaseActivations();
    prepareGraph();
    INDArray[] input = {input(images, rows)};
    activations = new Activations(graph.feedForward(input, true, false));
  }

  private INDArray input(float[] images, int rows) {
    return NumericArrays.of(images, precision, rows, 3, spec.imageSize(), spec.imageSize());
  }

  void backpropagate(Dl4jForwardPass pass, List<Values> projectionGradients, Values gradient) {
    if (active != pass) {
      run(pass.images(), pass.rows());
      active = pass;
    }
    INDArray[] errors = new INDArray[projectionGradients.size()];
    for (int head = 0; head < errors.length; head++) {
      errors[head] =
          NumericArrays.of(
              projectionGradients.get(head), pass.rows(), spec.heads().get(head).outputs());
    }
    graph.backpropGradient(errors);
    // DL4J writes over its gradient at every pass.
    gradient.add(mapping.parameters(NumericArrays.values(graph.getGradientsViewArray())));
    releaseActivations();
  }

  void release(Dl4jForwardPass pass) {
    if (active == pass) {
      releaseActivations();
    }
  }

  private void releaseActivations() {
    active = null;
    if (activations != null) {
      graph.clear();
      activations.close();
      activations = null;
    }
  }

  @Override
  public float[] features(float[] images, int rows) {
    requireOpen("compute features");
    arguments.requireImages(images, rows);
    if (statistics == null) {
      throw new IllegalStateException(
          "Cannot compute features: there are no running statistics"
              + " (call setRunningStatistics first)");
    }
    releaseActivations();
    prepareGraph();
    float[] features = new float[rows * spec.featureSize()];
    for (int row = 0; row < rows; row++) {
      evaluate(images, row, features);
    }
    return features;
  }

  /** One row at a time: in a batch, the last bits of a row depend on its place. */
  private void evaluate(float[] images, int row, float[] features) {
    int length = arguments.imageLength();
    float[] image = Arrays.copyOfRange(images, row * length, (row + 1) * length);
    INDArray[] input = {input(image, 1)};
    INDArray[] output = graph.output(List.of(ResNetGraph.FEATURES), false, input, null);
    float[] values = NumericArrays.values(output[0]).float32();
    System.arraycopy(values, 0, features, row * values.length, values.length);
    output[0].close();
    input[0].close();
  }

  @Override
  public String describeEngine() {
    return Nd4jRuntime.describe(precision);
  }

  NetworkArguments arguments() {
    return arguments;
  }

  Precision precision() {
    return precision;
  }

  long parameterVersion() {
    return parameterVersion;
  }

  boolean isClosed() {
    return closed;
  }

  private void requireOpen(String what) {
    if (closed) {
      throw new IllegalStateException("Cannot " + what + ": the network is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      releaseActivations();
      graph.close();
    }
  }
}
