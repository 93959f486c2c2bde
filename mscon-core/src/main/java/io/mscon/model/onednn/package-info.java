/**
 * The network on oneDNN's primitives, for CPUs.
 *
 * <p>A network is compiled, once per number of rows, into a plan: a forward and a backward list of
 * oneDNN primitives over slots of memory. Running a micro-batch is then one loop over the list and
 * allocates nothing. Values stay in whatever blocked formats the primitives prefer; they are
 * reordered only where two neighbours disagree, at the images and at the embeddings.
 */
package io.mscon.model.onednn;
