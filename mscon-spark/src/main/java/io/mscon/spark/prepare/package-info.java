/**
 * From a raw corpus to a dataset: importers, validation, decoding once, shards of Parquet.
 *
 * <p>A picture's bytes are never shuffled nor collected: a first pass decodes each picture and
 * keeps what is known of it (labels, hash, reason of rejection); the second reads the accepted ones
 * again, shard by shard, and compares the hash.
 */
package io.mscon.spark.prepare;
