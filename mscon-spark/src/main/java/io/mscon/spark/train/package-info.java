/**
 * The trainers, in a frame that they share (folder, lock, checkpoints, lanes). {@link
 * io.mscon.spark.train.GlobalBatchTrainer} computes, step by step, the exact gradient of the loss
 * over a global batch that is spread over lanes; {@link
 * io.mscon.spark.train.ParameterAveragingTrainer} lets the lanes train alone and averages what they
 * learned. Lanes are partitions of plain Spark jobs, so that whatever Spark does with executors
 * changes no result.
 */
package io.mscon.spark.train;
