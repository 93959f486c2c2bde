package io.mscon.model;

import io.mscon.numeric.Values;
import java.util.List;

/**
 * One micro-batch after its forward pass: outputs, and the activations that its backward pass
 * needs, until closed.
 */
public interface ForwardPass extends AutoCloseable {
  /**
   * A head's output before normalisation.
   *
   * @param head which metric
   * @return [rows][its outputs]
   */
  Values projections(int head);

  /**
   * BatchNorm's mean and unbiased variance over this micro-batch, for every normalisation layer.
   *
   * @return [layout().statisticCount()]
   */
  float[] batchStatistics();

  /**
   * Backpropagates and ADDS the parameters' gradient. May be called once.
   *
   * @param projectionGradients [heads][rows][outputs of the head] gradient with respect to {@link
   *     #projections}
   * @param gradient [layout().parameterCount()], added to
   */
  void backward(List<Values> projectionGradients, Values gradient);

  /** Bytes that stay taken until this pass is closed. */
  long activationBytes();

  /** Gives the activations' memory back. */
  @Override
  void close();
}
