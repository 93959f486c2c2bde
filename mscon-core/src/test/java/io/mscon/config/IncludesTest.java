package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludesTest {
  @TempDir Path folder;

  @Test
  void whatIsIncludedStandsInTheSameFolderAndIsWeakerThanWhatFollows() throws IOException {
    Files.writeString(folder.resolve("base.conf"), "train.epochs = 3\nseed = 7");
    Configuration configuration = read("include \"base.conf\"\ntrain.epochs = 4");
    assertEquals(4, configuration.train().epochs());
    assertEquals(7, configuration.seed());
  }

  @Test
  void anIncludeThatIsNotThereIsAProblem() {
    ConfigurationException thrown =
        assertThrows(ConfigurationException.class, () -> read("include \"bass.conf\""));
    assertEquals(
        List.of(
            "Cannot read "
                + folder.resolve("my.conf")
                + ": it includes bass.conf, but there is no such file in "
                + folder),
        thrown.problems());
  }

  private Configuration read(String text) {
    return ConfigurationReader.read(text, folder.resolve("my.conf").toString(), List.of());
  }
}
