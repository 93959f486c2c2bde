package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupSplitsTest {
  private static final int PICTURES = 24;
  private static final String[] BY_GROUP = {
    "data.table.split-column=\"\"",
    "data.split-group-column=owner",
    "data.split-fractions={ train = 0.5, validation = 0.25, test = 0.25 }",
    "data.labels=[kind]"
  };

  @TempDir Path temporary;

  @Test
  void noGroupIsInTwoSplitsAndNoneMovesWhenPicturesAreAdded() throws IOException {
    TestCorpus corpus = new TestCorpus(temporary.resolve("corpus"));
    Map<String, String> splits = splits(corpus, PICTURES);
    assertEquals(3, List.copyOf(splits.values()).stream().distinct().count(), splits.toString());
    Map<String, String> byGroup = new TreeMap<>();
    splits.forEach(
        (id, split) -> {
          String before = byGroup.putIfAbsent(owner(id), split);
          assertTrue(before == null || before.equals(split), id + " is in " + split);
        });
    Map<String, String> more = splits(corpus, 2 * PICTURES);
    splits.forEach((id, split) -> assertEquals(split, more.get(id)));
  }

  @Test
  void aColumnThatIsNotThere() {
    TestCorpus corpus = new TestCorpus(temporary.resolve("corpus"));
    ConfigurationException thrown =
        assertThrows(
            ConfigurationException.class,
            () -> {
              corpus.text("labels.csv", TestCorpus.HEADER);
              Stops.prepare(corpus.data(BY_GROUP), temporary.resolve("dataset"));
            });
    assertTrue(
        thrown.problems().get(0).endsWith("set data.split-group-column)"),
        thrown.problems().toString());
  }

  /** Groups of three; every seventh picture is alone. */
  private static String owner(String id) {
    int number = Integer.parseInt(id);
    return number % 7 == 0 ? "alone" + id : "o" + number / 3;
  }

  private Map<String, String> splits(TestCorpus corpus, int pictures) throws IOException {
    StringBuilder rows = new StringBuilder("id,image,kind,owner\n");
    for (int i = 0; i < pictures; i++) {
      corpus.jpeg("images/" + i + ".jpg", i * 7919);
      String owner = i % 7 == 0 ? "" : "o" + i / 3;
      rows.append(i).append(",images/").append(i).append(".jpg,k,").append(owner).append('\n');
    }
    corpus.text("labels.csv", rows.toString());
    Path dataset = temporary.resolve("dataset");
    PrepareSummary summary = Stops.prepare(corpus.data(BY_GROUP), dataset);
    Map<String, String> splits = new TreeMap<>();
    for (Row row : new Prepared(null, dataset, summary).samples().values()) {
      splits.put(row.getAs("id"), row.getAs("split"));
    }
    return splits;
  }
}
