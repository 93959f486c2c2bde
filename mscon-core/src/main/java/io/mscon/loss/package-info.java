/**
 * The multi-similarity contrastive loss (Mu, Guttag, Makar, arXiv 2307.02712), exact over a whole
 * global batch and never holding a rows-by-rows array.
 *
 * <p>Order of rows everywhere: a batch of B samples with V views each has N = V·B rows, and row
 * {@code v * B + b} is view v of sample b. A {@link io.mscon.loss.SampleRange} owns its samples in
 * all views; what is returned for a range is ordered as if the range were a batch of its own.
 *
 * <p>One step is two passes over all pairs. The first ({@link
 * io.mscon.loss.ContrastiveLoss#statistics}) finds each own row's log-sum-exp; the second ({@link
 * io.mscon.loss.ContrastiveLoss#gradient}), which needs the log-sum-exp of all rows, recomputes the
 * similarities and returns each own row's gradient, the part that flows through the columns
 * included. A row's bits don't depend on who owns which rows.
 */
package io.mscon.loss;
