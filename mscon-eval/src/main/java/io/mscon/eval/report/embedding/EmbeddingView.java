package io.mscon.eval.report.embedding;

import java.util.Map;
import java.util.Optional;

/**
 * Where a run's encoder puts the test pictures.
 *
 * @param test their features; nothing if there is no map
 * @param map their plane, if there are features
 * @param neighbours which are near which, if there are features
 * @param pictures small JPEGs by id
 * @param problem why there is no map, or empty
 * @param pictureProblem why there are no pictures, or empty
 */
public record EmbeddingView(
    Optional<TestFeatures> test,
    Optional<EmbeddingMap> map,
    Optional<Neighbours> neighbours,
    Map<String, byte[]> pictures,
    String problem,
    String pictureProblem) {

  /**
   * A view of nothing.
   *
   * @param problem why
   */
  public static EmbeddingView none(String problem) {
    return new EmbeddingView(
        Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), problem, "");
  }
}
