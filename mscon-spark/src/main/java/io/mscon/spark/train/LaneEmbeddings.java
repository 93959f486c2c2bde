package io.mscon.spark.train;

import java.io.Serializable;

/**
 * What a lane returns from the first job.
 *
 * @param rows [metrics][views][laneBatch][embeddingSize] unit rows, {@link RawFloats}
 * @param batchStatistics BatchNorm's statistics, added up over the lane's micro-batches
 * @param microBatches how many
 */
record LaneEmbeddings(byte[] rows, float[] batchStatistics, int microBatches)
    implements Serializable {}
