package io.mscon.model.onednn;

import io.mscon.model.ForwardPass;
import io.mscon.numeric.Values;
import java.util.List;

/** A workspace after its forward pass. */
final class OneDnnForwardPass implements ForwardPass {
  private final OneDnnNetwork network;
  private final TrainingPlan plan;
  private final Workspace workspace;
  private final long parameterVersion;
  private boolean backpropagated;
  private boolean closed;

  OneDnnForwardPass(
      OneDnnNetwork network, TrainingPlan plan, Workspace workspace, long parameterVersion) {
    this.network = network;
    this.plan = plan;
    this.workspace = workspace;
    this.parameterVersion = parameterVersion;
  }

  @Override
  public Values projections(int head) {
    requireOpen("read projections");
    network.arguments().requireHead(head);
    float[] values = new float[plan.rows() * network.spec().heads().get(head).outputs()];
    workspace.values(plan.graph().projections().get(head)).get(values, 0, values.length);
    return Values.of(values);
  }

  @Override
  public float[] batchStatistics() {
    requireOpen("read batch statistics");
    float[] statistics = new float[network.layout().statisticCount()];
    plan.graph().statistics().forEach(layer -> layer.copyTo(statistics, workspace));
    return statistics;
  }

  @Override
  public void backward(List<Values> projectionGradients, Values gradient) {
    requireOpen("run backward");
    requireFirstBackward();
    network.arguments().requireGradients(projectionGradients, plan.rows(), gradient);
    backpropagated = true;
    for (int head = 0; head < projectionGradients.size(); head++) {
      Slot slot = plan.graph().projectionGradients().get(head);
      float[] values = projectionGradients.get(head).float32();
      workspace.values(slot).put(values, 0, values.length);
    }
    if (!projectionGradients.isEmpty()) {
      workspace.runBackward();
      network.gradients().addTo(((Values.Float32) gradient).values());
    }
  }

  private void requireOpen(String what) {
    if (closed || network.isClosed()) {
      String which = closed ? "this pass" : "the network";
      throw new IllegalStateException("Cannot " + what + ": " + which + " is closed");
    }
  }

  private void requireFirstBackward() {
    if (backpropagated) {
      throw new IllegalStateException(
          "Cannot run backward: it ran already (make a new forward pass)");
    }
    if (parameterVersion != network.parameterVersion()) {
      throw new IllegalStateException(
          "Cannot run backward: the parameters changed after the forward pass"
              + " (make a new forward pass)");
    }
  }

  @Override
  public long activationBytes() {
    return plan.activationBytes();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      network.giveBack(plan, workspace);
    }
  }
}
