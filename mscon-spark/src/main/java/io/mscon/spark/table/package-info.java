/**
 * Tables of people as Spark sees them: CSV, TSV and Parquet on any file system that the Hadoop
 * client reaches.
 *
 * <p>Text is read strictly. What makes a file doubtful as a whole (its encoding, a quote without an
 * end, a column that is missing) is a problem that names file, line and remedy; a row that has not
 * as many cells as the header is a row with a problem, so that nothing is guessed and nothing lost.
 */
package io.mscon.spark.table;
