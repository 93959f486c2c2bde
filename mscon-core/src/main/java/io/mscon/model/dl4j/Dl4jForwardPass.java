package io.mscon.model.dl4j;

import io.mscon.model.ForwardPass;
import io.mscon.numeric.Values;
import java.util.List;

/**
 * A micro-batch after its forward pass. It keeps images and results on the heap; the activations
 * are the graph's, and are there only until the graph's next forward pass.
 */
final class Dl4jForwardPass implements ForwardPass {
  private final Dl4jNetwork network;
  private final float[] images;
  private final int rows;
  private final long parameterVersion;
  private final List<Values> projections;
  private final float[] batchStatistics;
  private final long activationBytes;
  private boolean backpropagated;
  private boolean closed;

  Dl4jForwardPass(
      Dl4jNetwork network,
      float[] images,
      int rows,
      long parameterVersion,
      List<Values> projections,
      float[] batchStatistics,
      long activationBytes) {
    this.network = network;
    this.images = images;
    this.rows = rows;
    this.parameterVersion = parameterVersion;
    this.projections = projections;
    this.batchStatistics = batchStatistics;
    this.activationBytes = activationBytes;
  }

  float[] images() {
    return images;
  }

  int rows() {
    return rows;
  }

  @Override
  public Values projections(int head) {
    requireOpen("read projections");
    network.arguments().requireHead(head);
    return network.precision().fromBytes(projections.get(head).toBytes());
  }

  @Override
  public float[] batchStatistics() {
    requireOpen("read batch statistics");
    return batchStatistics.clone();
  }

  @Override
  public void backward(List<Values> projectionGradients, Values gradient) {
    requireOpen("run backward");
    requireFirstBackward();
    network.arguments().requireGradients(projectionGradients, rows, gradient);
    backpropagated = true;
    if (!projections.isEmpty()) {
      network.backpropagate(this, projectionGradients, gradient);
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
    return activationBytes;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      network.release(this);
    }
  }
}
