package io.mscon.spark.train;

import java.io.Serializable;

/**
 * Where in the training a step stands.
 *
 * @param step optimiser steps done before it
 * @param epoch 0 for the first
 * @param stepInEpoch 0 for the first
 */
record StepPosition(long step, int epoch, int stepInEpoch) implements Serializable {
  static StepPosition of(long step, int stepsPerEpoch) {
    return new StepPosition(step, (int) (step / stepsPerEpoch), (int) (step % stepsPerEpoch));
  }
}
