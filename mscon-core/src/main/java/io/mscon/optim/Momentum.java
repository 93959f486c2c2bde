package io.mscon.optim;

/**
 * v = momentum v + (scale g + decay w); w = w - rate v.
 *
 * @param momentum of the velocity
 * @param scale on the gradient
 * @param decay on the parameter
 * @param rate of learning
 */
record Momentum(float momentum, float scale, float decay, float rate) {

  /** Updates the elements from (inclusive) to (exclusive). */
  void update(float[] parameters, float[] velocity, float[] gradient, int from, int to) {
    // One plain loop over three arrays: the form that the JIT compiler turns into vector code.
    for (int i = from; i < to; i++) {
      float moved = momentum * velocity[i] + (scale * gradient[i] + decay * parameters[i]);
      velocity[i] = moved;
      parameters[i] -= rate * moved;
    }
  }
}
