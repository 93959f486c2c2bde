/** Writes rows to single Parquet files, the same bytes for the same rows. */
package io.mscon.spark.parquet;
