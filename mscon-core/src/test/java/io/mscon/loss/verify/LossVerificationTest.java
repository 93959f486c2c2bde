package io.mscon.loss.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossVerificationTest {
  @ParameterizedTest
  @EnumSource(Precision.class)
  void agreesWithBundledGoldenFiles(Precision precision) throws IOException, URISyntaxException {
    List<FileResult> results =
        new LossVerification(precision)
            .verifyAll(Path.of(getClass().getResource("/golden").toURI()));
    assertEquals(5, results.size());
    assertAllPass(results);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void agreesWithSharedGoldenFiles(Precision precision) throws IOException {
    Path shared = Path.of("..", "..", "shared", "golden");
    assumeTrue(Files.isDirectory(shared), "no shared golden files");
    assertAllPass(new LossVerification(precision).verifyAll(shared));
  }

  @Test
  void wrongValueFails(@TempDir Path folder) throws IOException, URISyntaxException {
    String text =
        Files.readString(
            Path.of(getClass().getResource("/golden/case_10_continuous_gauss.json").toURI()));
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

  private static void assertAllPass(List<FileResult> results) {
    for (FileResult result : results) {
      assertTrue(
          result.passed(),
          () ->
              result.path()
                  + ": "
                  + result.checks().stream().filter(check -> !check.passed()).toList());
    }
  }
}
