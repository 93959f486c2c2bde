package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.run.StepReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 80, 120, 200})
  void fitsTheTerminal(int columns) {
    for (int step = 1; step <= 40; step++) {
      String line = ProgressBar.line(report(step, 40), columns);
      assertTrue(line.length() < Math.max(2, columns), columns + ": " + line);
    }
  }

  @Test
  void whatMattersLessIsLeftOut() {
    assertEquals("3/12 [#####.....]  50%  loss 5.2500", ProgressBar.line(report(20, 40), 36));
    String wide = ProgressBar.line(report(20, 40), 200);
    for (String part :
        List.of(
            "3/12",
            "50%",
            "loss 5.2500",
            "category 5.5000",
            "gender 5.0000",
            "81.3 images/s",
            "lr 0.0500",
            "1:02:05 left")) {
      assertTrue(wide.contains(part), wide);
    }
  }

  @Test
  void aLineIsRedrawnAndEndsWithTheEpoch() {
    StringWriter out = new StringWriter();
    ProgressBar bar = ProgressBar.of(new Terminal(true, 80), new PrintWriter(out));
    for (int step = 1; step <= 3; step++) {
      bar.accept(report(step, 3));
    }
    assertEquals(3, out.toString().chars().filter(c -> c == '\r').count());
    assertEquals(1, out.toString().lines().filter(line -> line.contains("100%")).count());
    assertTrue(out.toString().endsWith("\n"));
  }

  @Test
  void withoutATerminalEveryTenthStepAndTheLastAreLines() {
    StringWriter out = new StringWriter();
    ProgressBar bar = ProgressBar.of(new Terminal(false, 80), new PrintWriter(out));
    for (int step = 1; step <= 25; step++) {
      bar.accept(report(step, 25));
    }
    List<String> lines = out.toString().lines().toList();
    assertEquals(3, lines.size(), out.toString());
    assertEquals(
        "epoch 3/12 step 10/25  loss 5.2500  category 5.5000  gender 5.0000  lr 0.0500"
            + "  81.3 images/s  1:02:05 left",
        lines.get(0));
    assertTrue(lines.get(2).startsWith("epoch 3/12 step 25/25"), lines.get(2));
  }

  @Test
  void terminalsThatCannotRedrawGetLines() {
    assertEquals(new Terminal(false, 80), Terminal.of(Map.of("CI", "true")));
    assertEquals(new Terminal(false, 80), Terminal.of(Map.of("TERM", "dumb")));
  }

  private static StepReport report(int step, int steps) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("category", 5.5);
    metrics.put("gender", 5.0);
    return new StepReport(3, 12, step, steps, 64L * step, 81.3, 5.25, metrics, 0.05, 3725);
  }
}
