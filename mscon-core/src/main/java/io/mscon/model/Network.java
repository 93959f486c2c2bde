package io.mscon.model;

import io.mscon.numeric.Values;

/**
 * The seam between mscon and whatever engine does the arithmetic of a network: parameters in,
 * embeddings out, gradient back.
 *
 * <p>Images are float32 NCHW: [rows][3][size][size], row-major in one array. Parameters, gradients
 * and running statistics are flat vectors in the order of {@link #layout()}, the same for every
 * engine; they are of the precision that the network was made in. The same call on the same values
 * gives the same bits, whichever thread makes it. An instance is used by one thread at a time and
 * holds native memory until closed.
 */
public interface Network extends AutoCloseable {
  /** The shape this network was built for. */
  NetworkSpec spec();

  /** Names, shapes and offsets of the flat vectors. */
  ParameterLayout layout();

  /**
   * Sets all trainable parameters.
   *
   * @param parameters [layout().parameterCount()]
   */
  void setParameters(Values parameters);

  /**
   * Sets the BatchNorm running means and variances that {@link #features} uses.
   *
   * @param statistics [layout().statisticCount()]
   */
  void setRunningStatistics(float[] statistics);

  /**
   * Runs encoder and heads in training mode (BatchNorm uses the statistics of these rows) and keeps
   * what the backward pass needs. Does not touch the running statistics.
   *
   * @param images [rows][3][size][size]
   * @param rows how many; engines may be fastest when it is the same at every call
   */
  ForwardPass forward(float[] images, int rows);

  /**
   * Runs the encoder in evaluation mode (BatchNorm uses the running statistics; a row's result does
   * not depend on the other rows).
   *
   * @param images [rows][3][size][size]
   * @param rows how many
   * @return f(x), [rows][spec().featureSize()]
   */
  float[] features(float[] images, int rows);

  /**
   * One line that names the engine, its version, instruction set and threads, for logs and
   * preflight.
   */
  String describeEngine();

  @Override
  void close();
}
