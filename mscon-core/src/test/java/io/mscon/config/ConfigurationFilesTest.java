package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {
  @TempDir Path folder;

  @Test
  void whatIsIncludedByWhatIsIncludedBelongsToIt() throws IOException {
    Path base = put("base.conf", "seed = 7");
    Path shoes = put("shoes.conf", "include \"base.conf\"");
    Path study = put("studies/study.conf", "include \"../shoes.conf\"\nstudy.title = x");
    put("other.conf", "seed = 8");
    assertEquals(List.of(base, shoes, study), ConfigurationFiles.of(study));
    assertEquals(List.of(base), ConfigurationFiles.of(base));
  }

  @Test
  void whatCannotBeReadIsAProblem() throws IOException {
    Path shoes = put("shoes.conf", "include \"base.conf\"");
    assertProblem(shoes, "it includes base.conf, but there is no such file");
    assertProblem(folder.resolve("nowhere.conf"), "nowhere.conf");
    assertProblem(put("broken.conf", "train {"), "Cannot read ");
  }

  private static void assertProblem(Path file, String problem) {
    ConfigurationException thrown =
        assertThrows(ConfigurationException.class, () -> ConfigurationFiles.of(file));
    assertTrue(thrown.problems().get(0).contains(problem), thrown.getMessage());
  }

  private Path put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
