package io.mscon.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * What stands on the encoder's features f(x): linear layers with ReLU between them.
 *
 * @param layers columns after each linear layer, at least one layer: two for a projection head, one
 *     for a linear classifier
 */
public record HeadShape(List<Integer> layers) implements Serializable {
  /** Checks the layers. */
  public HeadShape {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || layers.stream().anyMatch(columns -> columns < 1)) {
      throw new IllegalArgumentException(
          "Invalid layers of a head: " + layers + " (must be one or more numbers > 0)");
    }
  }

  /**
   * Projection heads of one shape: linear, ReLU, linear.
   *
   * @param heads how many
   * @param hidden columns of the hidden layer
   * @param outputs columns of the embedding
   */
  public static List<HeadShape> projections(int heads, int hidden, int outputs) {
    return Collections.nCopies(heads, new HeadShape(List.of(hidden, outputs)));
  }

  /**
   * A linear layer alone.
   *
   * @param outputs its columns
   */
  public static HeadShape linear(int outputs) {
    return new HeadShape(List.of(outputs));
  }

  /** Columns of the head's output. */
  public int outputs() {
    return layers.get(layers.size() - 1);
  }

  /** Columns of all its layers together. */
  public int columns() {
    return layers.stream().mapToInt(Integer::intValue).sum();
  }
}
