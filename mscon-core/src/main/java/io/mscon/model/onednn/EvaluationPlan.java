package io.mscon.model.onednn;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The encoder in evaluation mode, compiled for one fixed number of rows: the kernels that oneDNN
 * chooses may depend on that number, and a row's result must not.
 */
final class EvaluationPlan implements AutoCloseable {
  /** Enough for the speed of large batches, few enough for short calls. */
  static final int ROWS = 32;

  private final EvaluationGraph graph;
  private final CompiledPlan compiled;
  private final Workspace workspace;
  private final int rowSize;
  private final int featureSize;
  private final float[] blank;

  private EvaluationPlan(
      OneDnnRuntime runtime,
      EvaluationGraph graph,
      CompiledPlan compiled,
      int rowSize,
      int featureSize) {
    this.graph = graph;
    this.compiled = compiled;
    this.workspace = new Workspace(runtime, compiled);
    this.rowSize = rowSize;
    this.featureSize = featureSize;
    this.blank = new float[rowSize];
  }

  static EvaluationPlan compile(
      OneDnnRuntime runtime, ResNet network, int imageSize, int features, PlanBuilder builder) {
    try {
      EvaluationGraph graph = EvaluationGraph.write(builder, network, imageSize);
      int rowSize = 3 * imageSize * imageSize;
      return new EvaluationPlan(runtime, graph, builder.build(), rowSize, features);
    } catch (RuntimeException | Error e) {
      builder.abandon();
      throw e;
    }
  }

  float[] features(float[] images, int rows) {
    float[] features = new float[rows * featureSize];
    for (int first = 0; first < rows; first += ROWS) {
      int count = Math.min(ROWS, rows - first);
      put(images, first, count);
      workspace.runForward();
      workspace.values(graph.features()).get(features, first * featureSize, count * featureSize);
    }
    return features;
  }

  private void put(float[] images, int first, int count) {
    FloatPointer input = workspace.values(graph.images());
    input.put(images, first * rowSize, count * rowSize);
    for (int row = count; row < ROWS; row++) {
      input.getPointer((long) row * rowSize).put(blank, 0, rowSize);
    }
  }

  @Override
  public void close() {
    workspace.close();
    compiled.close();
  }
}
