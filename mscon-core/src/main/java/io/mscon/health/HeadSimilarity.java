package io.mscon.health;

import java.util.ArrayList;
import java.util.List;

/**
 * How alike two heads are.
 *
 * @param first metric
 * @param second metric
 * @param cka {@link LinearCka} of their rows
 */
public record HeadSimilarity(String first, String second, double cka) {
  /**
   * Compares every head with every other.
   *
   * @param metrics their names
   * @param samples rows of the same heads
   */
  public static List<HeadSimilarity> ofPairs(List<String> metrics, List<EmbeddingSample> samples) {
    List<HeadSimilarity> pairs = new ArrayList<>();
    for (int second = 1; second < samples.size(); second++) {
      for (int first = 0; first < second; first++) {
        double cka = LinearCka.of(samples.get(first), samples.get(second));
        pairs.add(new HeadSimilarity(metrics.get(first), metrics.get(second), cka));
      }
    }
    return pairs;
  }
}
