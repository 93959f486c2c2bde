/** YARN and HDFS: a whole cluster of Hadoop's in the process of the tests. */
package io.mscon.cluster.yarn;
