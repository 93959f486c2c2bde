package io.mscon.spark.train;

import io.mscon.data.BatchPlan;
import java.io.Serializable;

/**
 * The first job of a step: what a lane has to embed, and with which parameters.
 *
 * @param plan which samples stand in which batch
 * @param position of the step
 * @param parameters of the network
 */
record EmbedTask(BatchPlan plan, StepPosition position, SentVector parameters)
    implements Serializable {
  int[] places(int lane) {
    return plan.places(position.epoch(), position.stepInEpoch(), lane);
  }
}
