package io.mscon.eval.page.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.page.Html;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
  @Test
  void constantsAndSinglePointsAreDrawnToo() {
    for (double constant : new double[] {0, 1, -3e-7, 2.5e9}) {
      double[] same = {constant, constant};
      assertTrue(write(new Series("loss", new double[] {1, 2}, same)).contains("</svg>"));
    }
    assertTrue(write(new Series("loss", new double[] {5}, new double[] {7})).contains("</svg>"));
  }

  @Test
  void coloursAreThePages() {
    String page = write(new Series("loss", new double[] {1, 2, 3}, new double[] {1, 4, 2}));
    assertTrue(page.contains("var(--series-0)") && page.contains("var(--muted)"), page);
    assertFalse(page.contains("rgb(1,"), page);
  }

  @Test
  void numbersThatAreNoneInterruptTheLine() {
    String page =
        write(new Series("loss", new double[] {1, 2, 3}, new double[] {1, Double.NaN, 2}));

    assertFalse(page.contains("\"NaN\""), page);
    assertTrue(page.contains("data-y=\"1.0 NaN 2.0\""), page);
  }

  @Test
  void aGapIsNotBridged() {
    double[] places = {1, 2, 3, 4, 5};
    String page = write(new Series("loss", places, new double[] {1, 2, Double.NaN, 3, 4}));
    String whole = write(new Series("loss", places, new double[] {1, 2, 2.5, 3, 4}));

    assertEquals(2, segments(page), page);
    assertEquals(4, segments(whole), whole);
  }

  private static int segments(String page) {
    return page.split("<line style=\"[^\"]*stroke:var\\(--series-0\\)", -1).length - 1;
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
