package io.mscon.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.config.ConfigurationReader;
import io.mscon.config.DataConfiguration;
import io.mscon.data.DatasetManifest;
import io.mscon.data.DatasetManifest.SplitSummary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DatasetVerificationTest {
  private static final DataConfiguration DATA =
      ConfigurationReader.read(
              "data.labels = [{ name = kind, column = Kind, minimum-count = 2 },"
                  + " { name = tags, column = Tags, kind = multi-valued },"
                  + " { name = heel, column = Heel, kind = continuous }]",
              "test",
              List.of())
          .data();

  private static final String LABEL_LINE =
      "{\"image\":\"b.jpg\",\"id\":\"b\",\"reason\":\"label heel: 'high' is no number"
          + " (picture kept without it)\"}\n";
  private static final String REJECTS =
      "{\"image\":\"x.jpg\",\"id\":\"x\",\"reason\":\"truncated JPEG\"}\n" + LABEL_LINE;

  @Test
  void theSameIsNoDifference() {
    assertEquals(List.of(), differences(manifest(3, 1, Map.of("a", 1L, "b", 2L), 1), REJECTS));
  }

  @Test
  void everyDifferenceIsTold() {
    assertEquals(
        List.of(
            "rejected pictures: expected 1, found 2",
            "pictures of split train: expected 3, found 4",
            "label tags of split train: expected {a=1, b=2}, found {a=1}",
            "label heel of split train, missing: expected 1, found 0",
            "pictures: expected 3, found 4",
            "reject ExpectedReject[image=x.jpg, id=x, reason=truncated]: not found among "
                + "[ExpectedReject[image=x.jpg, id=x, reason=no such file]]",
            "unexpected: ExpectedReject[image=x.jpg, id=x, reason=no such file]",
            "rejected labels: expected {heel=1}, found {}"),
        differences(
            manifest(4, 2, Map.of("a", 1L), 0),
            "{\"image\":\"x.jpg\",\"id\":\"x\",\"reason\":\"no such file\"}\n"));
  }

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(expectation(), Expectation.fromJson(expectation().toJson()));
  }

  private static List<String> differences(DatasetManifest manifest, String rejects) {
    return DatasetVerification.differences(expectation(), DATA, manifest, rejects);
  }

  private static Expectation expectation() {
    ExpectationBuilder expectation = new ExpectationBuilder();
    expectation.accept("train", Map.of("Kind", "shoe", "Tags", "a;b", "Heel", "1"));
    expectation.accept("train", Map.of("Kind", "shoe", "Tags", "", "Heel", "high"));
    expectation.accept("train", Map.of("Kind", "rare", "Tags", "b", "Heel", "2"));
    expectation.reject("x.jpg", "x", "truncated");
    expectation.notNumber("Heel", "high");
    return expectation.build();
  }

  private static DatasetManifest manifest(
      long pictures, long rejected, Map<String, Long> tags, long missingHeels) {
    Map<String, Long> missing = Map.of("kind", 1L, "tags", 1L, "heel", missingHeels);
    SplitSummary train =
        new SplitSummary(
            pictures,
            missing,
            Map.of("kind", new TreeMap<>(Map.of("shoe", 2L)), "tags", new TreeMap<>(tags)));
    return new DatasetManifest(
        DatasetManifest.FORMAT,
        "table",
        "source",
        List.of(),
        Map.of("train", train),
        rejected,
        List.of(),
        "hash",
        "as they are");
  }
}
