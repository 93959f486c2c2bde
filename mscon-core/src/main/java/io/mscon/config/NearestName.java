package io.mscon.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
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

  /**
   * The nearest known name, if so few letters differ that it was probably meant: two, or a third of
   * the name's.
   *
   * @param name as it was written
   * @param known names, none perhaps
   */
  public static Optional<String> likely(String name, Collection<String> known) {
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(of(name, known)).filter(nearest -> isLikely(name, nearest));
  }

  private static boolean isLikely(String name, String nearest) {
    int changes = LevenshteinDistance.getDefaultInstance().apply(name, nearest);
    return changes <= Math.max(2, name.length() / 3);
  }
}
