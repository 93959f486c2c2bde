package io.mscon.spark.train;

import io.mscon.numeric.Values;

/**
 * The gradient of a global batch.
 *
 * @param parameters with respect to the parameters, added up over the lanes
 * @param radialSums per metric, the sum of z dL/dz over all rows, added up in the order of the
 *     lanes
 * @param finite whether every number of the parameters' gradient is one
 */
record GlobalGradient(Values parameters, double[] radialSums, boolean finite) {}
