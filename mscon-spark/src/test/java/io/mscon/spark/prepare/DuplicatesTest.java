package io.mscon.spark.prepare;

import static io.mscon.config.DataConfiguration.DuplicatePolicy.DROP;
import static io.mscon.config.DataConfiguration.DuplicatePolicy.KEEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.DataConfiguration.DuplicatePolicies;
import io.mscon.config.DataConfiguration.DuplicatePolicy;
import io.mscon.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("image", DataTypes.StringType)
          .add("split", DataTypes.StringType)
          .add("hash", DataTypes.BinaryType);

  @TempDir Path temporary;

  @Test
  void keptPicturesAreListed() {
    assertLines(
        KEEP,
        KEEP,
        List.of("a", "b", "c", "d", "e", "f", "g"),
        "a: the same picture as d of split test (picture kept)",
        "b: the same picture as d of split test (picture kept)",
        "c: the same picture as d of split test (picture kept)",
        "e: the same picture as d (picture kept)");
  }

  @Test
  void whatIsMeasuredOnCounts() {
    assertLines(
        KEEP,
        DROP,
        List.of("d", "e", "f", "g"),
        "a: the same picture as d of split test (data.duplicates.across-splits = drop)",
        "b: the same picture as d of split test (data.duplicates.across-splits = drop)",
        "c: the same picture as d of split test (data.duplicates.across-splits = drop)",
        "e: the same picture as d (picture kept)");
  }

  @Test
  void theFirstOfASplitCounts() {
    assertLines(
        DROP,
        KEEP,
        List.of("a", "c", "d", "f", "g"),
        "a: the same picture as d of split test (picture kept)",
        "b: the same picture as a (data.duplicates.same-picture = drop)",
        "c: the same picture as d of split test (picture kept)",
        "e: the same picture as d (data.duplicates.same-picture = drop)");
    assertLines(
        DROP,
        DROP,
        List.of("d", "f", "g"),
        "a: the same picture as d of split test (data.duplicates.across-splits = drop)",
        "b: the same picture as d of split test (data.duplicates.across-splits = drop)",
        "c: the same picture as d of split test (data.duplicates.across-splits = drop)",
        "e: the same picture as d (data.duplicates.same-picture = drop)");
  }

  /** Two pictures in train, one in validation and two in test are the same. */
  private static void assertLines(
      DuplicatePolicy samePicture, DuplicatePolicy across, List<String> kept, String... lines) {
    Dataset<Row> accepted =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    row("a", "train", 1),
                    row("b", "train", 1),
                    row("c", "validation", 1),
                    row("d", "test", 1),
                    row("e", "test", 1),
                    row("f", "train", 2),
                    row("g", "test", 3)),
                SCHEMA);
    DuplicatePolicies policies = new DuplicatePolicies(DROP, samePicture, across);
    try (Duplicates duplicates = Duplicates.of(accepted, policies)) {
      assertEquals(
          List.of(lines),
          duplicates.lines().collectAsList().stream()
              .map(row -> row.getString(1) + ": " + row.getString(2))
              .sorted()
              .toList());
      assertEquals(
          kept,
          duplicates.kept(accepted).select("id").as(Encoders.STRING()).collectAsList().stream()
              .sorted()
              .toList());
    }
  }

  private static Row row(String id, String split, int picture) {
    return RowFactory.create(id, id + ".jpg", split, new byte[] {1, (byte) picture});
  }

  @Test
  void aPreparationKeepsDropsOrFails() throws IOException {
    TestCorpus corpus = new TestCorpus(temporary.resolve("corpus"));
    corpus.jpeg("1.jpg", 1).jpeg("2.jpg", 2).jpeg("3.jpg", 1).jpeg("4.jpg", 1);
    corpus.text(
        "labels.csv",
        TestCorpus.HEADER
            + Stream.of("1.jpg,train", "2.jpg,train", "3.jpg,train", "4.jpg,test", "2.jpg,test")
                .map(row -> row.charAt(0) + "," + row + ",k,t,1\n")
                .reduce("", String::concat));
    Path dataset = temporary.resolve("dataset");

    PrepareSummary kept = Stops.prepare(corpus.data("data.rejects-limit=1"), dataset);
    assertEquals(4, kept.pictures());
    assertEquals(1, kept.manifest().rejected());
    assertEquals(2, kept.keptDuplicates());
    assertTrue(
        kept.toString().contains("Kept: 2 pictures with the bytes of another"), kept.toString());
    PrepareSummary again = Stops.prepare(corpus.data("data.rejects-limit=1"), dataset);
    assertEquals(2, again.keptDuplicates());

    PrepareSummary dropped =
        Stops.prepare(
            corpus.data("data.rejects-limit=1", "data.duplicates.across-splits=drop"), dataset);
    assertEquals(2, dropped.pictures());
    assertEquals(3, dropped.manifest().rejected());
    assertEquals(0, dropped.keptDuplicates());

    assertFails(corpus, "same-id", "2.jpg: id 2 stands twice (data.duplicates.same-id = fail)");
    assertFails(
        corpus,
        "same-picture",
        "3.jpg: the same picture as 1 (data.duplicates.same-picture = fail)");
    assertEquals(2, new Prepared(null, dataset, dropped).samples().size());
  }

  private void assertFails(TestCorpus corpus, String rule, String line) throws IOException {
    Path dataset = temporary.resolve("dataset");
    DuplicatesException thrown =
        assertThrows(
            DuplicatesException.class,
            () ->
                Stops.prepare(
                    corpus.data("data.rejects-limit=1", "data.duplicates." + rule + "=fail"),
                    dataset));
    assertTrue(thrown.getMessage().contains(": 1 pictures stand twice:"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(line), thrown.getMessage());
    assertTrue(
        Files.readString(temporary.resolve("dataset-rejects.jsonl")).contains(rule + " = fail"));
  }
}
