package io.mscon.eval.probe;

/**
 * How well one value of a label is told.
 *
 * @param name the value
 * @param testCount test pictures that have it
 * @param predictedCount test pictures that the probe gives it to
 * @param recall share of the former that are right; 0 if there are none
 * @param precision share of the latter that are right; 0 if there are none
 * @param f1 harmonic mean of both; 0 if none is right
 */
public record ClassMeasures(
    String name, long testCount, long predictedCount, double recall, double precision, double f1) {}
