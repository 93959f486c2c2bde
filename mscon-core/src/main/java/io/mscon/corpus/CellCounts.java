package io.mscon.corpus;

import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.DataConfiguration.LabelKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a label's values come to.
 *
 * @param values pictures by value
 * @param missing pictures without one
 */
record CellCounts(Map<String, Long> values, long missing) {

  /**
   * Counts.
   *
   * @param cells pictures by the cell of the label's column
   * @param rare values that count as missing
   * @param notNumbers cells that a continuous label rejects
   */
  static CellCounts of(
      Label label, Map<String, Long> cells, Set<String> rare, Set<String> notNumbers) {
    Map<String, Long> values = new TreeMap<>();
    long missing = 0;
    for (Map.Entry<String, Long> cell : cells.entrySet()) {
      Set<String> found = values(label, cell.getKey());
      found.removeAll(rare);
      boolean rejected = label.kind() == LabelKind.CONTINUOUS && notNumbers.contains(cell.getKey());
      if (found.isEmpty() || rejected) {
        missing += cell.getValue();
      } else {
        found.forEach(value -> values.merge(value, cell.getValue(), Long::sum));
      }
    }
    return new CellCounts(values, missing);
  }

  private static Set<String> values(Label label, String cell) {
    String separator = label.kind() == LabelKind.MULTI_VALUED ? label.separator() : "\n";
    return Arrays.stream(cell.split(Pattern.quote(separator)))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toSet());
  }
}
