/**
 * What the suites of faults share: clusters to break things on, and the table of what came of it.
 */
package io.mscon.spark.reliability;
