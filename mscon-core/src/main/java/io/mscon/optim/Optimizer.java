package io.mscon.optim;

/**
 * Turns a gradient into a step of the parameters. An optimiser holds settings only; what it
 * remembers from step to step stands in the slots, which the caller keeps and a checkpoint holds.
 *
 * <p>Weight decay, and LARS' adaptation, leave out BatchNorm's parameters and biases: {@link
 * io.mscon.model.ParameterLayout.Role#decays()}. The arithmetic is that of float32, element by
 * element in the order of the vector, so the same inputs give the same bits.
 */
public sealed interface Optimizer permits MomentumSgd, Lars, AdamW {

  /** Vectors of state per parameter vector; all of them start as zeros. */
  int slots();

  /**
   * One step; changes the parameters and the slots in place.
   *
   * @param step 0 for the first
   * @param parameters [parameterCount]
   * @param slots [slots()][parameterCount]
   * @param gradient [parameterCount]
   * @param learningRate of this step
   * @throws IllegalArgumentException if a vector is missing or has another length than the layout's
   */
  void step(long step, float[] parameters, float[][] slots, float[] gradient, double learningRate);
}
