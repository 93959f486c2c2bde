/**
 * What is learned from: samples, their labels, the metrics made of them, splits, the dataset's
 * manifest and the plan of batches.
 */
package io.mscon.data;
