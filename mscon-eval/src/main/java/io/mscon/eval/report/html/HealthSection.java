package io.mscon.eval.report.html;

import io.mscon.eval.page.Html;
import io.mscon.eval.page.PageParts;
import io.mscon.eval.page.PlainText;
import io.mscon.eval.page.chart.LineChart;
import io.mscon.eval.page.chart.Series;
import io.mscon.eval.report.contents.Health;
import io.mscon.eval.report.contents.History;
import java.util.List;

/** The page's signs of health: whatever lines of that type tell. */
final class HealthSection {
  private final Health health;
  private final Html html;

  HealthSection(History history, Html html) {
    health = Health.of(history);
    this.html = html;
  }

  void write() {
    if (health.isEmpty()) {
      return;
    }
    html.open("section", "id", "health").element("h2", "Signs of health");
    if (!health.warnings().isEmpty()) {
      html.open("ul", "class", "findings").newLine();
      health.warnings().forEach(text -> new PageParts(html).finding(true, text));
      html.close().newLine();
    }
    html.open("div", "class", "charts").newLine();
    for (Health.Sign sign : health.signs()) {
      List<Series> series =
          sign.lines().stream()
              .map(line -> new Series(line.name(), line.steps(), line.values()))
              .toList();
      new LineChart(PlainText.line(sign.name()), "step", series).write(html);
    }
    html.close().close().newLine();
  }
}
