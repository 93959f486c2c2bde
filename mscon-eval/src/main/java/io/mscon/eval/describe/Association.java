package io.mscon.eval.describe;

import java.util.OptionalDouble;

/**
 * What two labels say about each other.
 *
 * @param first a label
 * @param second another, later in the dataset's order
 * @param pictures that have both
 * @param strength from 0 (independent) to 1 (one follows from the other); nothing where it can't be
 *     told, see {@link Dependence}
 */
record Association(String first, String second, long pictures, OptionalDouble strength) {
  boolean between(String one, String other) {
    return first.equals(one) && second.equals(other) || first.equals(other) && second.equals(one);
  }
}
