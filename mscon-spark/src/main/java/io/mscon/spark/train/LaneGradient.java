package io.mscon.spark.train;

import java.io.Serializable;

/**
 * What a lane returns from the last job.
 *
 * @param gradient with respect to the parameters, added up over the lane's micro-batches, {@link
 *     RawFloats}
 */
record LaneGradient(byte[] gradient) implements Serializable {}
