/** What touches the cluster itself: sessions and file systems. */
package io.mscon.spark.cluster;
