/**
 * The network as a DL4J computation graph on ND4J, in single or double precision.
 *
 * <p>It is slower than {@link io.mscon.model.onednn} and there for what that engine cannot do:
 * proofs in double precision, and training by whatever trains a DL4J graph.
 */
package io.mscon.model.dl4j;
