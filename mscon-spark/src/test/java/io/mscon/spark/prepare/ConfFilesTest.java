package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"fashion.conf", "zappos50k.conf"})
  void readsWithoutProblems(String name) throws IOException {
    String text = Files.readString(Path.of("..", "conf", name));
    Configuration configuration = ConfigurationReader.read(text, name, List.of());
    Problems problems = new Problems();
    LabelChecks.check(configuration.data().labels(), problems);
    problems.throwIfAny();
    assertTrue(configuration.data().labels().size() > 1);
  }
}
