package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SingleFileTest {

  @TempDir Path folder;

  static Stream<Path> readyOnes() throws IOException {
    try (Stream<Path> files = Files.find(Path.of("../conf"), 2, SingleFileTest::isConfiguration)) {
      return files.sorted().toList().stream();
    }
  }

  /** Those below conf/spark are Spark's. */
  private static boolean isConfiguration(Path file, BasicFileAttributes attributes) {
    return file.toString().endsWith(".conf") && !file.getParent().endsWith("spark");
  }

  private static String single(Path file) throws IOException {
    return SingleFile.of(Files.readString(file), file.toString());
  }

  private static Config parsed(Path file) throws IOException {
    return UserSettings.read(Files.readString(file), file.toString(), List.of(), new Problems());
  }

  @ParameterizedTest
  @MethodSource("readyOnes")
  void aReadyConfigurationMeansTheSameAsOneFile(Path file) throws IOException {
    assertEquals(parsed(file), ConfigFactory.parseString(single(file)));
  }

  @Test
  void referencesStayReferences() throws IOException {
    Files.writeString(folder.resolve("base.conf"), "train.epochs = 7\nmetrics = [a]");
    Path file = folder.resolve("mine.conf");
    Files.writeString(
        file,
        "include \"base.conf\"\n"
            + "optimizer.warmup-epochs = ${train.epochs}\n"
            + "metrics = ${metrics} [b]\n"
            + "train.epochs = 9\n");
    String text = single(file);
    assertFalse(text.contains("include"), text);
    assertEquals(parsed(file).resolve(), ConfigFactory.parseString(text).resolve());
    Configuration configuration = ConfigurationReader.read(text, "elsewhere.conf", List.of());
    assertEquals(9, configuration.train().epochs());
    assertEquals(2, configuration.metrics().size());
  }

  @Test
  void whatCannotBeIncludedIsNamed() {
    String file = folder.resolve("mine.conf").toString();
    ConfigurationException failure =
        assertThrows(
            ConfigurationException.class, () -> SingleFile.of("include \"none.conf\"", file));
    assertTrue(failure.getMessage().contains("includes none.conf"), failure.getMessage());
  }
}
