package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SplitChecksTest {
  @Test
  void oneWayAtATime() {
    assertEquals(
        List.of(
            "Invalid data.split-stratify-by: kind (data.table.split-column = split gives the splits:"
                + " set it to \"\", or data.split-stratify-by)",
            "Invalid data.split-group-column: person (data.table.split-column = split gives the"
                + " splits: set it to \"\", or data.split-group-column)",
            "Invalid data.split-group-column: person (data.split-stratify-by is set too: a group may"
                + " have several values; set one of them to \"\")"),
        problems("split-stratify-by = kind, split-group-column = person, labels = [kind]"));
  }

  @Test
  void theLabelHasToBeOneAndCategorical() {
    assertEquals(
        List.of(
            "Invalid data.split-stratify-by: kinds (must be one of data.labels, which are [kind])"),
        problems("table.split-column = \"\", split-stratify-by = kinds, labels = [kind]"));
    assertEquals(
        List.of("Invalid data.split-stratify-by: heel (must be a categorical label)"),
        problems(
            "layout = zappos50k, split-stratify-by = heel,"
                + " labels = [{ name = heel, kind = continuous }]"));
  }

  private static List<String> problems(String data) {
    return assertThrows(
            ConfigurationException.class,
            () -> ConfigurationReader.read("data { " + data + " }", "x.conf", List.of()))
        .problems();
  }
}
