package io.mscon.eval.describe;

import java.io.Serializable;
import java.util.List;

/**
 * Pictures of a sample, encoded as JPEG.
 *
 * @param picture the picture, made smaller; empty if there is a problem
 * @param views the augmented views
 * @param problem why it can't be decoded, or empty
 */
record CardPictures(byte[] picture, List<byte[]> views, String problem) implements Serializable {
  static CardPictures unreadable(String problem) {
    return new CardPictures(new byte[0], List.of(), problem);
  }

  boolean readable() {
    return problem.isEmpty();
  }
}
