/**
 * DL4J's parameter averaging on Spark ({@link
 * org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster}) with what contrastive
 * training and reproducible runs need of it: an output layer that computes the loss over the rows
 * of its minibatch, SGD as PyTorch defines it, and an average that adds up in the order of the
 * workers. Knows nothing of lanes, pictures or run folders.
 */
package io.mscon.spark.train.averaging;
