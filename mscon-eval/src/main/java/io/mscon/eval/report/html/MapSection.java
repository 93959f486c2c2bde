package io.mscon.eval.report.html;

import io.mscon.eval.page.Html;
import io.mscon.eval.page.PlainText;
import io.mscon.eval.page.chart.LineChart;
import io.mscon.eval.report.embedding.EmbeddingMap;
import io.mscon.eval.report.embedding.TestFeatures;
import io.mscon.eval.report.embedding.TestLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The page's map of the test pictures, coloured by the label that is chosen; no script chooses. */
final class MapSection {
  /** Labels to choose from. */
  static final int LABELS = 10;

  private static final int WIDTH = 720;
  private static final int LEAST_HEIGHT = 260;
  private static final int MARGIN = 10;
  private static final String OTHERS = "others";
  private static final String MISSING = "missing";

  private final TestFeatures test;
  private final EmbeddingMap map;
  private final Html html;
  private final List<TestLabel> labels;
  private final List<List<String>> groups = new ArrayList<>();

  MapSection(TestFeatures test, EmbeddingMap map, Html html) {
    this.test = test;
    this.map = map;
    this.html = html;
    labels = test.labels().subList(0, Math.min(LABELS, test.labels().size()));
    labels.forEach(label -> groups.add(label.groups(map.rows())));
  }

  /** The rules by which a chosen label colours the points. */
  static String style() {
    StringBuilder style = new StringBuilder();
    for (int label = 0; label < LABELS; label++) {
      style.append("#by-%d:checked ~ .of-%d { display: flex; }\n".formatted(label, label));
      style.append(
          "#by-%d:checked + label { color: var(--surface); background: var(--accent); }\n"
              .formatted(label));
      for (int colour = 0; colour < LineChart.COLOURS; colour++) {
        style.append(
            "#by-%d:checked ~ svg .l%dg%d { fill: var(--series-%d); }\n"
                .formatted(label, label, colour, colour));
      }
    }
    return style.toString();
  }

  void write() {
    html.open("section", "id", "map").element("h2", "A map of the test pictures");
    html.element("p", explanation(), "class", "remark");
    html.open("div", "class", "map").newLine();
    for (int i = 0; i < labels.size(); i++) {
      choice(i);
    }
    for (int i = 0; i < labels.size(); i++) {
      legend(i);
    }
    points();
    html.close().close().newLine();
  }

  private String explanation() {
    String drawn =
        map.rows().length < test.ids().size()
            ? "%d of %d test pictures, drawn from the run's seed"
                .formatted(map.rows().length, test.ids().size())
            : "All %d test pictures".formatted(test.ids().size());
    return String.format(
        Locale.ROOT,
        "%s, on the two axes along which their features f(x) vary most: %.1f %% and %.1f %% of the"
            + " variance (PCA). What lies far apart here is far apart; what lies together may"
            + " still differ along other axes.",
        drawn,
        100 * map.firstShare(),
        100 * map.secondShare());
  }

  private void choice(int label) {
    String id = "by-" + label;
    if (label == 0) {
      html.single("input", "type", "radio", "name", "by", "id", id, "checked", "checked");
    } else {
      html.single("input", "type", "radio", "name", "by", "id", id);
    }
    html.open("label", "for", id).foreign(labels.get(label).name()).close().newLine();
  }

  private void legend(int label) {
    html.open("p", "class", "legend of-" + label);
    List<String> names = groups.get(label);
    for (int i = 0; i < Math.min(LineChart.COLOURS, names.size()); i++) {
      html.open("span", "class", "key c" + i).foreign(names.get(i)).close();
    }
    if (names.size() > LineChart.COLOURS) {
      int others = names.size() - LineChart.COLOURS;
      html.element("span", others + " " + OTHERS, "class", "key other");
    }
    if (Arrays.stream(map.rows()).anyMatch(row -> !labels.get(label).has(row))) {
      html.element("span", MISSING, "class", "key other");
    }
    html.close().newLine();
  }

  private void points() {
    double[] x = map.x();
    double[] y = map.y();
    double left = Arrays.stream(x).min().orElse(0);
    double top = Arrays.stream(y).max().orElse(0);
    double width = Math.max(Arrays.stream(x).max().orElse(0) - left, Double.MIN_NORMAL);
    double scale = (WIDTH - 2 * MARGIN) / width;
    double spread = (top - Arrays.stream(y).min().orElse(0)) * scale + 2 * MARGIN;
    long height = Math.round(Math.max(LEAST_HEIGHT, spread));
    double shift = Math.max(0, (LEAST_HEIGHT - spread) / 2);
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "role",
        "img",
        "aria-label",
        "Map of the test pictures",
        "data-first-share",
        Cells.exact(map.firstShare()),
        "data-second-share",
        Cells.exact(map.secondShare()));
    html.newLine();
    for (int i = 0; i < map.rows().length; i++) {
      point(map.rows()[i], MARGIN + (x[i] - left) * scale, shift + MARGIN + (top - y[i]) * scale);
    }
    html.close();
  }

  private void point(int row, double x, double y) {
    html.open("circle", "class", colours(row), "r", "4", "cx", number(x), "cy", number(y));
    html.element("title", PlainText.line(test.ids().get(row))).close().newLine();
  }

  private String colours(int row) {
    StringBuilder classes = new StringBuilder();
    for (int i = 0; i < labels.size(); i++) {
      int group = labels.get(i).has(row) ? groups.get(i).indexOf(labels.get(i).group(row)) : -1;
      if (group >= 0 && group < LineChart.COLOURS) {
        classes.append(classes.length() > 0 ? " " : "").append("l%dg%d".formatted(i, group));
      }
    }
    return classes.toString();
  }

  private static String number(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
