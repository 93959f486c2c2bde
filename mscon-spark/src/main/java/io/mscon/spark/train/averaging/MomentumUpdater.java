package io.mscon.spark.train.averaging;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** The velocity of one block of parameters. */
final class MomentumUpdater implements GradientUpdater<Momentum> {
  private static final String VELOCITY = "V";

  private final Momentum config;
  private INDArray velocity;

  MomentumUpdater(Momentum config) {
    this.config = config;
  }

  @Override
  public Momentum getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> state, boolean initialise) {
    velocity = state.get(VELOCITY);
    if (initialise) {
      velocity.assign(0);
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(VELOCITY, velocity);
  }

  @Override
  public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialise) {
    if (initialise) {
      view.assign(0);
    }
    velocity = view.reshape(view.length());
  }

  /** Turns the gradient into what DL4J subtracts from the parameters. */
  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    velocity.muli(config.momentum()).addi(gradient.reshape(gradient.length()));
    gradient.assign(velocity.reshape(gradient.shape()));
    gradient.muli(config.getLearningRate(iteration, epoch));
  }
}
