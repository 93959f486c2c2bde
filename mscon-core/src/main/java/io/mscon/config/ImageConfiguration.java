package io.mscon.config;

import io.mscon.image.Normalisation;
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
    implements Serializable {

  /** Mean and standard deviation for whoever makes the encoder's input. */
  public Normalisation normalisation() {
    return new Normalisation(
        mean.get(0),
        mean.get(1),
        mean.get(2),
        standardDeviation.get(0),
        standardDeviation.get(1),
        standardDeviation.get(2));
  }
}
