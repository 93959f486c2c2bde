/** Speed of the linear probe on drawn features, beside other solvers of the same problem. */
package io.mscon.eval.benchmark;
