package io.mscon.loss;

/**
 * Several metrics added up.
 *
 * @param total the value that is minimised
 * @param weights per metric: what multiplies the gradient of its embeddings
 * @param logVarianceGradients per metric: derivative of the total with respect to s_c
 */
public record WeightedLoss(double total, double[] weights, double[] logVarianceGradients) {}
