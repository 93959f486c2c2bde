/**
 * What is looked at before a training starts, so that it fails in the first seconds with all its
 * problems in one list, not in the third hour with one of them.
 */
package io.mscon.spark.preflight;
