package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossVerificationTest {
  private static final Path SHARED = Path.of("../../shared/golden");
  private static final Path OWN = Path.of("src/test/resources/golden");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Files.isDirectory(SHARED) ? SHARED : OWN)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void float64KeepsTheReferenceValues(Path file) throws IOException {
    LossVerification.Differences found = LossVerification.verify(Files.readString(file), false);
    assertTrue(found.withinTolerance(), found.toString());
  }

  @ParameterizedTest
  @MethodSource("files")
  void float32KeepsTheReferenceValues(Path file) throws IOException {
    LossVerification.Differences found = LossVerification.verify(Files.readString(file), true);
    assertTrue(found.withinTolerance(), found.toString());
  }

  @Test
  void aWrongReferenceValueIsFound() throws IOException {
    String text = Files.readString(OWN.resolve("case_02_three_metrics.json"));
    String wrong = text.replace("\"tau\": 0.1", "\"tau\": 0.1000001");
    assertFalse(wrong.equals(text));
    assertFalse(LossVerification.verify(wrong, false).withinTolerance());
  }

  @Test
  void refusesAFileOfSomethingElse() {
    assertThrows(IOException.class, () -> LossVerification.verify("{\"a\": 1}", false));
    assertThrows(IOException.class, () -> LossVerification.verify("no json", false));
  }
}
