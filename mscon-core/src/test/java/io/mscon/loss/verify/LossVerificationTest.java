package io.mscon.loss.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossVerificationTest {
  private static final Path OWN = Path.of("src/test/resources/golden");
  private static final Path SHARED = Path.of("../../shared/golden");

  /** What float64 keeps of values up to 20: some last digits. */
  private static final double DOUBLE = 8e-14;

  /** What float32 keeps, relative. */
  private static final double SINGLE = 4e-7;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Files.isDirectory(SHARED) ? SHARED : OWN)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void agreesWithBundledGoldenFiles(Precision precision) throws IOException {
    List<FileResult> results = new LossVerification(precision).verifyAll(OWN);
    assertEquals(10, results.size());
    for (FileResult result : results) {
      // Five quantities of the losses, five of each of five weightings.
      assertEquals(30, result.checks().size(), result.path().toString());
      assertTrue(result.passed(), result.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void float64KeepsTheReferenceValues(Path file) throws IOException {
    for (Check check : new LossVerification(Precision.FLOAT64).verifyAll(file).get(0).checks()) {
      double tolerance = check.name().equals("softmax_entropy") ? 2 * DOUBLE : DOUBLE;
      assertTrue(check.difference() <= tolerance, check.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void float32KeepsTheReferenceValues(Path file) throws IOException {
    // Logits of up to 100 have two digits less behind the point than those of up to 10, and the
    // softmax's entropy is the difference of two such numbers.
    boolean cold = file.toString().contains("tau_0p01");
    for (Check check : new LossVerification(Precision.FLOAT32).verifyAll(file).get(0).checks()) {
      double slack = !cold ? 1 : check.name().equals("softmax_entropy") ? 20 : 6;
      assertTrue(check.difference() <= slack * SINGLE, check.toString());
    }
  }

  @Test
  void aWrongTemperatureIsFound(@TempDir Path folder) throws IOException {
    String text = Files.readString(OWN.resolve("case_02_three_metrics.json"));
    String wrong = text.replace("\"tau\": 0.1", "\"tau\": 0.1000001");
    assertFalse(wrong.equals(text));
    Path file = Files.writeString(folder.resolve("wrong.json"), wrong);
    assertFalse(new LossVerification(Precision.FLOAT64).verifyAll(file).get(0).passed());
  }

  @Test
  void aQuantityThatTheFileDoesNotHoldHasNoDifference(@TempDir Path folder) throws IOException {
    String text = Files.readString(OWN.resolve("case_02_three_metrics.json"));
    String without = text.replace("\"n_anchor\"", "\"something\"").replace("\"dz\"", "\"other\"");
    Path file = Files.writeString(folder.resolve("without.json"), without);
    FileResult result = new LossVerification(Precision.FLOAT64).verifyAll(file).get(0);
    assertTrue(result.passed());
    assertTrue(result.largest("n_anchor").isEmpty());
    assertTrue(result.largest("dz").isEmpty());
    assertTrue(result.largest("dx").isPresent());
  }

  @Test
  void refusesAFileOfSomethingElse(@TempDir Path folder) throws IOException {
    LossVerification verification = new LossVerification(Precision.FLOAT64);
    Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
    assertThrows(IllegalArgumentException.class, () -> verification.verifyAll(other));
    Path text = Files.writeString(folder.resolve("text.json"), "no json");
    assertThrows(IOException.class, () -> verification.verifyAll(text));
    Path nowhere = folder.resolve("nowhere.json");
    assertThrows(NoSuchFileException.class, () -> verification.verifyAll(nowhere));
  }

  @Test
  void wrongValueFails(@TempDir Path folder) throws IOException {
    String text = Files.readString(OWN.resolve("case_10_continuous_gauss.json"));
    Path file = folder.resolve("wrong.json");
    Files.writeString(file, text.replace("3.238639527157784", "3.23863"));
    FileResult result = new LossVerification(Precision.FLOAT64).verifyAll(file).get(0);
    assertFalse(result.passed());
    assertEquals(9.5e-6, result.largest("loss").orElseThrow(), 1e-7);
  }

  @Test
  void folderWithoutFilesIsAnError(@TempDir Path folder) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LossVerification(Precision.FLOAT64).verifyAll(folder));
  }
}
