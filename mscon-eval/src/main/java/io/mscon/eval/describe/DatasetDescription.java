package io.mscon.eval.describe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that is said of a dataset.
 *
 * @param origin which dataset it is
 * @param pictures of each split
 * @param labels in the dataset's order
 * @param tooManyValues labels left out of the associations because they have more values than can
 *     be compared
 * @param associations between each two labels that are compared
 * @param rejects what was rejected
 * @param views what the contact sheet's views were made with
 * @param samples the contact sheet
 */
record DatasetDescription(
    Origin origin,
    PerSplit pictures,
    List<LabelDescription> labels,
    List<String> tooManyValues,
    List<Association> associations,
    Rejects rejects,
    CardPainter.Settings views,
    List<SampleCard> samples) {

  /**
   * Which dataset.
   *
   * @param location its folder
   * @param layout of the raw corpus
   * @param source where the corpus was read from
   * @param contentHash of its content
   */
  record Origin(String location, String layout, String source, String contentHash) {}

  /** The labels that are trained on. */
  List<LabelDescription> metrics() {
    return labels.stream().filter(LabelDescription::metric).toList();
  }

  /** The labels that are compared with each other. */
  List<String> compared() {
    return labels.stream()
        .map(LabelDescription::name)
        .filter(name -> !tooManyValues.contains(name))
        .toList();
  }

  /** What two labels say about each other. */
  OptionalDouble strength(String one, String other) {
    return associations.stream()
        .filter(association -> association.between(one, other))
        .map(Association::strength)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  /** A label. */
  Optional<LabelDescription> label(String name) {
    return labels.stream().filter(label -> label.name().equals(name)).findFirst();
  }
}
