package io.mscon.corpus;

import java.util.List;

/**
 * The pictures made from one drawing.
 *
 * @param index of the drawing
 * @param pictures made from it
 */
record Drawing(int index, List<PlannedPicture> pictures) {
  Drawing {
    pictures = List.copyOf(pictures);
  }
}
