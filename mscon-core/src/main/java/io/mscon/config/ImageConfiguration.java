package io.mscon.config;

import java.io.Serializable;
import java.util.List;

/**
 * What the encoder sees; keys under {@code image}.
 *
 * @param size height and width in pixels
 * @param mean per channel, subtracted
 * @param standardDeviation per channel, divided by
 */
public record ImageConfiguration(int size, List<Double> mean, List<Double> standardDeviation)
    implements Serializable {}
