/**
 * The loss: target distributions made of labels, the contrastive loss of one metric over a global
 * batch and its gradient, and the weightings that add several metrics up.
 *
 * <p>Nothing here holds N x N numbers. Only the log-sum-exp over all pairs and its gradient need
 * pairs, and they know no labels: they are streamed over tiles ({@link io.mscon.loss.PairSums}).
 * What pulls positives together is a sum over groups of equal labels ({@link
 * io.mscon.loss.Targets}).
 */
package io.mscon.loss;
