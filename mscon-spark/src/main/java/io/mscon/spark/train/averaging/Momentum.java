package io.mscon.spark.train.averaging;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Gradient descent with momentum as PyTorch defines it, v = momentum v + g; p = p - rate v, which
 * DL4J lacks: its Nesterovs looks ahead. To the bit the same as {@link io.mscon.optim.MomentumSgd}.
 *
 * @param momentum of the velocity, at least 0 and below 1
 * @param schedule of the rate
 */
public record Momentum(double momentum, ISchedule schedule) implements IUpdater {
  /**
   * The updater of a run: DL4J's own {@link Sgd} where there is no momentum to keep.
   *
   * @param momentum 0 for none
   * @param schedule of the rate
   */
  public static IUpdater of(double momentum, ISchedule schedule) {
    return momentum == 0 ? new Sgd(schedule) : new Momentum(momentum, schedule);
  }

  @Override
  public long stateSize(long parameters) {
    return parameters;
  }

  @Override
  public GradientUpdater<Momentum> instantiate(INDArray state, boolean initialise) {
    MomentumUpdater updater = new MomentumUpdater(this);
    updater.setStateViewArray(state, state.shape(), state.ordering(), initialise);
    return updater;
  }

  @Override
  public GradientUpdater<Momentum> instantiate(Map<String, INDArray> state, boolean initialise) {
    MomentumUpdater updater = new MomentumUpdater(this);
    updater.setState(state, initialise);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return schedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double learningRate, ISchedule other) {
    throw new UnsupportedOperationException("Cannot change a learning rate (make a new Momentum)");
  }

  /** Itself: it never changes. */
  @Override
  public Momentum clone() {
    return this;
  }
}
