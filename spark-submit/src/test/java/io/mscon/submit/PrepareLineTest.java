package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.prepare.PrepareProgress;
import io.mscon.spark.prepare.PrepareProgress.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrepareLineTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 60, 80, 120, 200})
  void fitsTheTerminal(int columns) {
    for (long done : new long[] {0, 1, 20_480, 50_000}) {
      String line = PrepareLine.of(progress(done), columns);
      assertTrue(line.length() < Math.max(2, columns), columns + ": " + line);
    }
  }

  @Test
  void saysHowFarHowFastAndHowManyWereRejected() {
    assertEquals(
        "checking [############..................]  40%  20,480 of 50,000 pictures"
            + "  3,120 pictures/s  0:09 left  12 rejected",
        PrepareLine.of(progress(20_480), 120));
    assertEquals(
        "checking [########............]  40%  20,480 of 50,000 pictures",
        PrepareLine.of(progress(20_480), 64));
  }

  @Test
  void aLineIsRedrawnAndEndsWithTheStage() {
    String drawn = shown(new Terminal(true, 80), 0, 20_480, 50_000);
    assertEquals(3, drawn.chars().filter(c -> c == '\r').count());
    assertTrue(drawn.endsWith("\n"), drawn);
    assertEquals(1, drawn.chars().filter(c -> c == '\n').count());
  }

  @Test
  void withoutATerminalATenthOfTheWayIsALine() {
    List<String> lines =
        shown(new Terminal(false, 80), 0, 1024, 5120, 6144, 20_480, 49_152, 50_000)
            .lines()
            .toList();
    assertEquals(4, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("checking  5,120 of 50,000 pictures  "), lines.get(0));
    assertTrue(lines.get(3).startsWith("checking  50,000 of 50,000 pictures  "), lines.get(3));
  }

  private static String shown(Terminal terminal, long... done) {
    StringWriter out = new StringWriter();
    ProgressBar bar = ProgressBar.of(terminal, new PrintWriter(out));
    for (long pictures : done) {
      bar.prepared(progress(pictures));
    }
    bar.close();
    return out.toString();
  }

  private static PrepareProgress progress(long done) {
    return new PrepareProgress(Stage.CHECK, done, 50_000, 12, 3120.4, 9.4);
  }
}
