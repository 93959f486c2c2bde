package io.mscon.corpus;

import java.awt.image.BufferedImage;

/** Draws the pictures of a corpus. Several threads use it at once. */
interface Painter {
  /** What several pictures show; the same index gives the same. */
  BufferedImage draw(int index);

  /** One of the pictures made from a drawing. */
  BufferedImage variant(BufferedImage drawing, int variant);
}
