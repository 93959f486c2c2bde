/** Features f(x) of every sample: the trained encoder's, and those of a random one to compare. */
package io.mscon.eval.embed;
