package io.mscon.eval.page.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.page.Html;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
  @Test
  void ticksAreRoundAndEncloseTheNumbers() {
    Axis axis = Axis.round(3.87, 4.92, 100, 0);

    assertEquals(3.5, axis.low(), 1e-12);
    assertEquals(5, axis.high(), 1e-12);
    assertEquals(List.of(3.5, 4.0, 4.5, 5.0), axis.ticks());
    assertEquals(100, axis.place(3.5), 1e-12);
    assertEquals(0, axis.place(5), 1e-12);
    assertEquals(List.of(50.0, 100.0, 150.0, 200.0), Axis.tight(1, 210, 0, 1).ticks());
  }

  @Test
  void constantsHaveAnAxisToo() {
    for (double constant : new double[] {0, 1, -3e-7, 2.5e9}) {
      Axis axis = Axis.round(constant, constant, 0, 1);
      assertTrue(axis.low() <= constant && constant <= axis.high(), axis.toString());
      assertTrue(axis.low() < axis.high() && axis.ticks().size() < 12, axis.toString());
    }
    Axis point = Axis.tight(5, 5, 0, 10);
    assertEquals(5, point.place(5), 1e-12);
  }

  @Test
  void numbersThatAreNoneInterruptTheLine() {
    String page =
        write(new Series("loss", new double[] {1, 2, 3}, new double[] {1, Double.NaN, 2}));

    assertEquals(3, page.split("[\" ]?M\\d", -1).length);
    assertTrue(page.contains("data-y=\"1.0 NaN 2.0\""), page);
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertEquals("", write(new Series("loss", new double[0], new double[0])));
    assertEquals("", write(new Series("loss", new double[] {1}, new double[] {Double.NaN})));
    assertThrows(
        IllegalArgumentException.class, () -> new Series("x", new double[1], new double[2]));
  }

  @Test
  void namesAreEscaped() {
    String page = write(new Series("\"><b>", new double[] {1, 2}, new double[] {1, 2}));

    assertTrue(page.contains("data-series=\"&quot;&gt;&lt;b&gt;\""), page);
  }

  private static String write(Series series) {
    Html html = new Html();
    new LineChart("Loss", "step", List.of(series)).write(html);
    return html.toString();
  }
}
