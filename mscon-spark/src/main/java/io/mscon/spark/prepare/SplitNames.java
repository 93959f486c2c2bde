package io.mscon.spark.prepare;

import io.mscon.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names of splits as tables write them. */
final class SplitNames {
  static final String KNOWN = "train, validation, val, dev or test";

  private SplitNames() {}

  static Optional<Split> parse(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "train" -> Optional.of(Split.TRAIN);
      case "validation", "val", "dev" -> Optional.of(Split.VALIDATION);
      case "test" -> Optional.of(Split.TEST);
      default -> Optional.empty();
    };
  }

  /**
   * The one split that a file's name speaks of, such as MEDIC_dev.tsv; else the name itself.
   *
   * @param path of the file; its folders don't count
   */
  static String inFileName(String path) {
    String fileName = path.substring(path.lastIndexOf('/') + 1);
    List<String> found =
        Arrays.stream(fileName.split("[^A-Za-z]+"))
            .map(SplitNames::parse)
            .flatMap(Optional::stream)
            .map(Split::label)
            .distinct()
            .toList();
    return found.size() == 1 ? found.get(0) : fileName;
  }
}
