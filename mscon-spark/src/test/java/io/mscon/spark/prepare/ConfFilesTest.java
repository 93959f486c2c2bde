package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.MetricConfiguration;
import io.mscon.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"fashion.conf", "zappos50k.conf", "medic.conf", "medic-leave-one-out.conf"})
  void readsWithoutProblems(String name) throws IOException {
    Configuration configuration = Prepared.configuration(name, List.of());
    Problems problems = new Problems();
    LabelChecks.check(configuration.data().labels(), problems);
    problems.throwIfAny();
    assertTrue(configuration.data().labels().size() > 1);
    Set<String> labels =
        configuration.data().labels().stream().map(Label::name).collect(Collectors.toSet());
    configuration.metrics().forEach(metric -> assertTrue(labels.contains(metric.label())));
  }

  /** Each of the comment's lines is a list of metrics that leaves out the task before it. */
  @Test
  void leaveOneOutHoldsOutEachTask() throws IOException {
    Pattern line = Pattern.compile("#   (\\S+) +(\\[.+])");
    Set<String> heldOut = new TreeSet<>();
    for (String text : Files.readAllLines(Path.of("..", "conf", "medic-leave-one-out.conf"))) {
      Matcher matcher = line.matcher(text);
      if (matcher.matches()) {
        Configuration configuration =
            Prepared.configuration(
                "medic-leave-one-out.conf", List.of("metrics=" + matcher.group(2)));
        heldOut.add(matcher.group(1));
        assertEquals(tasksWithout(matcher.group(1)), metrics(configuration));
      }
    }
    assertEquals(tasksWithout(""), heldOut);
    assertEquals(
        tasksWithout("disaster-types"),
        metrics(Prepared.configuration("medic-leave-one-out.conf", List.of())));
  }

  private static Set<String> tasksWithout(String task) {
    Set<String> tasks =
        new TreeSet<>(List.of("damage-severity", "informative", "humanitarian", "disaster-types"));
    tasks.remove(task);
    return tasks;
  }

  private static Set<String> metrics(Configuration configuration) {
    return configuration.metrics().stream()
        .map(MetricConfiguration::label)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What zappos50k.conf calls one line away. */
  @Test
  void moreMetricsOfZapposAreOneLineAway() throws IOException {
    String line =
        Files.readAllLines(Path.of("..", "conf", "zappos50k.conf")).stream()
            .filter(text -> text.startsWith("# metrics = "))
            .findFirst()
            .orElseThrow();
    Configuration configuration =
        Prepared.configuration("zappos50k.conf", List.of(line.substring("# ".length())));
    assertEquals(
        Set.of("category", "closure", "gender", "material", "heel"), metrics(configuration));
  }
}
