package io.mscon.model.onednn;

import java.util.ArrayDeque;
import java.util.Deque;

/** Encoder and heads compiled for one number of rows, with the workspaces of its passes. */
final class TrainingPlan implements AutoCloseable {
  /** Workspaces that wait for their next pass; those of more passes at a time are freed. */
  private static final int MAXIMUM_IDLE = 16;

  private final OneDnnRuntime runtime;
  private final int rows;
  private final TrainingGraph graph;
  private final CompiledPlan compiled;
  private final Deque<Workspace> idle = new ArrayDeque<>();
  private int open;

  private TrainingPlan(
      OneDnnRuntime runtime, int rows, TrainingGraph graph, CompiledPlan compiled) {
    this.runtime = runtime;
    this.rows = rows;
    this.graph = graph;
    this.compiled = compiled;
  }

  static TrainingPlan compile(
      OneDnnRuntime runtime, ResNet network, int imageSize, PlanBuilder builder) {
    try {
      TrainingGraph graph = TrainingGraph.write(builder, network, imageSize);
      return new TrainingPlan(runtime, builder.rows(), graph, builder.build());
    } catch (RuntimeException | Error e) {
      builder.abandon();
      throw e;
    }
  }

  int rows() {
    return rows;
  }

  TrainingGraph graph() {
    return graph;
  }

  /** Whether a pass is open. */
  boolean inUse() {
    return open > 0;
  }

  long activationBytes() {
    return compiled.activationBytes();
  }

  Workspace take() {
    Workspace workspace = idle.isEmpty() ? new Workspace(runtime, compiled) : idle.pop();
    open++;
    return workspace;
  }

  void giveBack(Workspace workspace) {
    open--;
    if (idle.size() < MAXIMUM_IDLE) {
      idle.push(workspace);
    } else {
      workspace.close();
    }
  }

  @Override
  public void close() {
    while (!idle.isEmpty()) {
      idle.pop().close();
    }
    compiled.close();
  }
}
