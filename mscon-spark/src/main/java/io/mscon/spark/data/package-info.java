/** Prepared datasets as Spark sees them. */
package io.mscon.spark.data;
