/** Prepared datasets, and encoders to begin with, as Spark sees them. */
package io.mscon.spark.data;
