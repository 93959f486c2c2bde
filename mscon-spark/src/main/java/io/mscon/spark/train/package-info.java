/**
 * The trainers. {@link io.mscon.spark.train.GlobalBatchTrainer} computes, step by step, the exact
 * gradient of the loss over a global batch that is spread over lanes; lanes are partitions of plain
 * Spark jobs, so that whatever Spark does with executors changes no result.
 */
package io.mscon.spark.train;
