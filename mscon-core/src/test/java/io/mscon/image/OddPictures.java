package io.mscon.image;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All kinds of files that docs/data.md lists. */
final class OddPictures {
  private OddPictures() {}

  static Map<String, OddPicture> all() {
    Map<String, OddPicture> all = new TreeMap<>();
    for (Map<String, OddPicture> some :
        List.of(
            OddJpegs.all(),
            OddPngs.all(),
            OddGifs.all(),
            OddBmps.all(),
            OddWebPs.all(),
            OddFiles.all())) {
      all.putAll(some);
    }
    return all;
  }
}
