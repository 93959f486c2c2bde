package io.mscon.spark.preflight;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import io.mscon.image.demo.DemoCorpus;
import io.mscon.spark.data.PreparedDataset;
import io.mscon.spark.prepare.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All checks together, on a real dataset that is then spoilt. */
class PreflightTest {
  private static final String DATA =
      "data={ layout = zappos50k, labels = [{ name = category, column = Category },"
          + " { name = gender, column = Gender }], shard-size = 15, source = \"%s\" }";

  @TempDir static Path original;
  @TempDir Path folder;
  private Fixture fixture;

  @BeforeAll
  static void prepare() throws IOException {
    DemoCorpus.write(original.resolve("corpus"), 1, 40);
    Preparation.run(
        Fixture.spark(),
        Fixture.configuration(DATA.formatted(original.resolve("corpus"))).data(),
        1,
        original.resolve("dataset").toString());
  }

  @BeforeEach
  void copy() throws IOException {
    fixture = new Fixture(folder);
    try (Stream<Path> files = Files.walk(original.resolve("dataset"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(original.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void aSoundTrainingMayStart() throws IOException {
    PreflightReport report = inspect("metrics=[category, gender]");
    assertEquals(List.of(), report.problems());
    assertDoesNotThrow(report::throwIfAny);
    assertTrue(report.memory().isPresent());
    assertTrue(report.toString().contains("Nothing stands in the way"), report.toString());
    assertEquals(List.of(), Files.exists(folder.resolve("run")) ? left() : List.of());
  }

  @Test
  void allProblemsStandInOneList() throws IOException {
    Files.delete(shard(1));
    Files.writeString(folder.resolve("run"), "a file where the run's folder shall be");
    PreflightReport report =
        inspect("metrics=[categry]", "probe.tasks=[gendr]", "train.global-batch=512");
    assertEquals(5, report.problems().size(), report.findings().toString());
    ConfigurationException refused = assertThrows(ConfigurationException.class, report::throwIfAny);
    assertEquals(report.problems(), refused.problems());
    String message = refused.getMessage();
    for (String part :
        List.of(
            "(5 problems)",
            "did you mean category?",
            "did you mean gender?",
            "Invalid train.global-batch: 512",
            "Cannot write in " + folder.resolve("run"),
            "shard-00001.parquet is missing")) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void problemsOfMachinesAloneAreNoFaultOfTheConfiguration() throws IOException {
    Files.writeString(folder.resolve("run"), "a file where the run's folder shall be");
    PreflightReport report = inspect("metrics=[category]");
    PreflightException refused = assertThrows(PreflightException.class, report::throwIfAny);
    assertEquals(1, refused.problems().size(), refused.getMessage());
    assertTrue(
        refused.getMessage().startsWith("Cannot train here (1 problem):\n  Cannot write in "),
        refused.getMessage());
  }

  @Test
  void everyFileThatIsNotAsListedIsNamed() throws IOException {
    byte[] cut = Files.readAllBytes(shard(0));
    Files.write(shard(0), Arrays.copyOf(cut, cut.length - 10));
    Files.delete(checksum(0));
    Files.copy(shard(1), folder.resolve("dataset/samples/copy.parquet"));
    Files.delete(shard(2));
    Finding finding = datasetFinding();
    assertEquals(Finding.Severity.CONFIGURATION, finding.severity());
    assertEquals(
        "Invalid dataset "
            + folder.resolve("dataset")
            + ": it is not what its dataset.json tells of: copy.parquet does not belong to it,"
            + " shard-00000.parquet has "
            + (cut.length - 10)
            + " bytes instead of "
            + cut.length
            + ", shard-00002.parquet is missing (copy it again, or prepare it again)",
        finding.message());
  }

  @Test
  void withoutAListOfFilesColumnsAndCountsAreCompared() throws IOException {
    rewriteManifest("(?s)\"files\" : \\[.*?\\]", "\"files\" : [ ]");
    Files.delete(shard(2));
    Finding counts = datasetFinding();
    assertTrue(counts.message().contains("the split train has "), counts.message());
    rewriteManifest("\"name\" : \"gender\"", "\"name\" : \"sex\"");
    Finding columns = datasetFinding();
    assertTrue(columns.message().contains("the column sex is missing"), columns.message());
  }

  @Test
  void aColumnOfAnotherTypeIsNamed() throws IOException {
    rewriteManifest(
        "\"name\" : \"gender\",\\s*\"kind\" : \"CATEGORICAL\"",
        "\"name\" : \"gender\", \"kind\" : \"CONTINUOUS\"");
    Finding finding = datasetFinding();
    assertTrue(
        finding.message().contains("the column gender is of type string instead of double"),
        finding.message());
  }

  @Test
  void aCheckThatFailsDoesNotHideTheOthers() throws IOException {
    rewriteManifest("(?s)\"files\" : \\[.*?\\]", "\"files\" : [ ]");
    for (int i = 0; i < 3; i++) {
      Files.write(shard(i), new byte[] {1, 2, 3});
      Files.delete(checksum(i));
    }
    PreflightReport report = inspect("metrics=[categry]");
    assertEquals(2, report.problems().size(), report.findings().toString());
    assertTrue(report.problems().get(0).contains("categry"), report.problems().toString());
    assertTrue(
        report.problems().get(1).startsWith("Cannot check the dataset: ")
            && report.problems().get(1).contains("is not a Parquet file"),
        report.problems().toString());
  }

  private PreflightReport inspect(String... settings) throws IOException {
    return Preflight.inspect(
        Fixture.spark(), Fixture.configuration(settings), dataset(), fixture.storage("run"));
  }

  private PreparedDataset dataset() throws IOException {
    return PreparedDataset.open(Fixture.spark(), folder.resolve("dataset").toString());
  }

  private Finding datasetFinding() throws IOException {
    PreflightContext context =
        new PreflightContext(
            Fixture.spark(),
            Fixture.configuration(),
            dataset(),
            fixture.storage("run"),
            Fixture.executors(Executors.Kind.LOCAL, Fixture.report("driver", Fixture.PLENTY)));
    List<Finding> findings = Fixture.findings(new DatasetCheck(), context);
    assertEquals(1, findings.size(), findings.toString());
    return findings.get(0);
  }

  private void rewriteManifest(String pattern, String replacement) throws IOException {
    Path manifest = folder.resolve("dataset/dataset.json");
    String before = Files.readString(manifest);
    String after = before.replaceFirst(pattern, replacement);
    assertTrue(!after.equals(before), before);
    Files.writeString(manifest, after);
    Files.deleteIfExists(folder.resolve("dataset/.dataset.json.crc"));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      return files.toList();
    }
  }

  private Path shard(int number) {
    return folder.resolve("dataset/samples/shard-0000" + number + ".parquet");
  }

  private Path checksum(int number) {
    return folder.resolve("dataset/samples/.shard-0000" + number + ".parquet.crc");
  }
}
