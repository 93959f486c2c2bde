/** What touches the cluster itself: sessions, file systems, preflight. */
package io.mscon.spark.cluster;
