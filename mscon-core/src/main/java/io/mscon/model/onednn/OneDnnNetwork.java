package io.mscon.model.onednn;

import io.mscon.model.ForwardPass;
import io.mscon.model.Network;
import io.mscon.model.NetworkArguments;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * A network on oneDNN's CPU primitives, in float32.
 *
 * <p>It is compiled for a number of rows at the first {@link #forward} with that number and keeps
 * the last few such plans. The threads that share one primitive's work are those of
 * OMP_NUM_THREADS, and so the bits of a result depend on that setting and on the instruction set;
 * one thread per task is fastest when there are as many tasks as cores. The calls of one network
 * may come from different threads, one at a time.
 *
 * <p>Native memory is taken when it is first needed and given back by {@link #close}.
 */
public final class OneDnnNetwork implements Network {
  /** A full batch, a ragged last one, and one to spare. */
  private static final int MAXIMUM_PLANS = 3;

  private final NetworkSpec spec;
  private final ParameterLayout layout;
  private final NetworkArguments arguments;
  private final ResNet network;
  private final OneDnnRuntime runtime;
  private final PackedParameters trained;
  private final GradientVector gradients;
  private final LinkedHashMap<Integer, TrainingPlan> plans = new LinkedHashMap<>(8, 0.75f, true);
  private float[] statistics;
  private PackedParameters folded;
  private EvaluationPlan evaluation;
  private boolean foldedIsCurrent;
  private boolean closed;

  /**
   * A network whose parameters are zero until {@link #setParameters}.
   *
   * @param spec its shape
   * @throws IllegalStateException if oneDNN's library cannot be loaded
   */
  public OneDnnNetwork(NetworkSpec spec) {
    this.spec = spec;
    layout = ParameterLayout.of(spec);
    arguments = new NetworkArguments(spec, layout, Precision.FLOAT32);
    network = ResNet.of(spec, layout);
    runtime = new OneDnnRuntime();
    trained = new PackedParameters(runtime, layout.parameterCount());
    gradients = new GradientVector(runtime, layout.parameterCount());
    trained.set(new float[layout.parameterCount()]);
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
    trained.set(values.float32());
    foldedIsCurrent = false;
  }

  @Override
  public void setRunningStatistics(float[] values) {
    requireOpen("set running statistics");
    arguments.requireStatistics(values);
    statistics = values.clone();
    foldedIsCurrent = false;
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
    TrainingPlan plan = plan(rows);
    Workspace workspace = plan.take();
    ForwardPass pass = new OneDnnForwardPass(this, plan, workspace, trained.version());
    try {
      workspace.values(plan.graph().images()).put(images, 0, rows * arguments.imageLength());
      workspace.runForward();
      return pass;
    } catch (RuntimeException | Error e) {
      pass.close();
      throw e;
    }
  }

  private TrainingPlan plan(int rows) {
    TrainingPlan known = plans.get(rows);
    if (known != null) {
      return known;
    }
    arguments.requireTrainable(rows);
    makeRoom();
    PlanBuilder builder = new PlanBuilder(runtime, trained, gradients, rows);
    TrainingPlan plan = TrainingPlan.compile(runtime, network, spec.imageSize(), builder);
    plans.put(rows, plan);
    return plan;
  }

  private void makeRoom() {
    Iterator<TrainingPlan> eldestFirst = plans.values().iterator();
    while (plans.size() >= MAXIMUM_PLANS && eldestFirst.hasNext()) {
      TrainingPlan plan = eldestFirst.next();
      if (!plan.inUse()) {
        eldestFirst.remove();
        plan.close();
      }
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
    prepareEvaluation();
    return evaluation.features(images, rows);
  }

  private void prepareEvaluation() {
    if (folded == null) {
      folded = new PackedParameters(runtime, layout.parameterCount());
    }
    if (!foldedIsCurrent) {
      folded.set(FoldedParameters.of(network, trained.values(), statistics));
      foldedIsCurrent = true;
    }
    if (evaluation == null) {
      PlanBuilder builder = new PlanBuilder(runtime, folded, null, EvaluationPlan.ROWS);
      evaluation =
          EvaluationPlan.compile(runtime, network, spec.imageSize(), spec.featureSize(), builder);
    }
  }

  @Override
  public String describeEngine() {
    return OneDnnRuntime.describe();
  }

  NetworkArguments arguments() {
    return arguments;
  }

  GradientVector gradients() {
    return gradients;
  }

  long parameterVersion() {
    return trained.version();
  }

  boolean isClosed() {
    return closed;
  }

  void giveBack(TrainingPlan plan, Workspace workspace) {
    if (closed) {
      workspace.close();
    } else {
      plan.giveBack(workspace);
    }
  }

  private void requireOpen(String what) {
    if (closed) {
      throw new IllegalStateException("Cannot " + what + ": the network is closed");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    plans.values().forEach(TrainingPlan::close);
    plans.clear();
    if (evaluation != null) {
      evaluation.close();
    }
    if (folded != null) {
      folded.close();
    }
    gradients.close();
    trained.close();
    runtime.close();
  }
}
