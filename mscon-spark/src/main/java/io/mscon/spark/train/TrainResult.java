package io.mscon.spark.train;

import java.util.Optional;

/**
 * How a training ended.
 *
 * @param weightsSha256 of the trained weights
 * @param steps optimiser steps
 * @param epochs passes over the training split
 * @param pictures of the training split
 * @param loss of the last step
 * @param seconds of this attempt
 * @param imagesPerSecond pictures (not views) a second in this attempt
 * @param stepTimes where an average step's seconds went; empty after a handful of steps
 * @param alreadyComplete whether there was nothing left to do
 */
public record TrainResult(
    String weightsSha256,
    long steps,
    int epochs,
    int pictures,
    double loss,
    double seconds,
    double imagesPerSecond,
    Optional<MeanStepTimes> stepTimes,
    boolean alreadyComplete) {}
