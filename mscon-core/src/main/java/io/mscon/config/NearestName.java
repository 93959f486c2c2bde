package io.mscon.config;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody who mistyped a name probably meant. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name that takes the fewest changes of single letters (Levenshtein's distance).
   *
   * @param name as it was written
   * @param known at least one name
   */
  public static String of(String name, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance.apply(name, candidate)))
        .orElseThrow();
  }
}
