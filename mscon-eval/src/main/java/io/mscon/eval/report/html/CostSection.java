package io.mscon.eval.report.html;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.page.PageParts;
import io.mscon.eval.page.chart.LineChart;
import io.mscon.eval.report.contents.Cost;
import io.mscon.eval.report.contents.RunContents;
import io.mscon.eval.report.contents.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the run cost. */
final class CostSection {
  private final RunContents run;
  private final Html html;
  private final PageParts parts;

  CostSection(RunContents run, Html html) {
    this.run = run;
    this.html = html;
    parts = new PageParts(html);
  }

  void write() {
    if (run.history().steps().isEmpty()) {
      return;
    }
    Cost cost = Cost.of(run.history().steps());
    html.open("section", "id", "cost").element("h2", "Cost");
    html.open("div", "class", "tiles").newLine();
    tile("cost/seconds", "training", cost.seconds(), time(cost.seconds()), "");
    tile("cost/images-per-second", "pictures/s", cost.imagesPerSecond(), rounded(cost), "");
    tile(
        "cost/overhead",
        "overhead of a step",
        cost.overhead(),
        Cells.percent(cost.overhead()) + " %",
        "all but computing");
    run.probe()
        .ifPresent(
            probe -> tile("cost/probe", "probing", probe.seconds(), time(probe.seconds()), ""));
    memory(cost.mebibytes());
    html.close().newLine();
    bar(cost);
    html.open("div", "class", "charts").newLine();
    new LineChart(
            "Pictures a second",
            "step",
            List.of(new Curves(run.history()).of("pictures/s", Step::imagesPerSecond)))
        .write(html);
    html.close().close().newLine();
  }

  private static String rounded(Cost cost) {
    return String.format(Locale.ROOT, "%.1f", cost.imagesPerSecond());
  }

  private void tile(String figure, String name, double value, String shown, String remark) {
    parts.tile(name, shown, remark, Cells.figure(figure, value));
  }

  private void memory(double mebibytes) {
    if (mebibytes > 0) {
      tile(
          "cost/memory",
          "memory",
          mebibytes,
          String.format(Locale.ROOT, "%.2f GiB", mebibytes / 1024),
          "most of a process, executors included");
    }
  }

  private static String time(double seconds) {
    return seconds < 120
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : seconds < 7200
            ? String.format(Locale.ROOT, "%.1f min", seconds / 60)
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private void bar(Cost cost) {
    html.open("figure", "class", "chart wide").open("figcaption");
    html.element("h3", "Where the seconds of a step go").close().newLine();
    html.open("div", "class", "bar", "aria-hidden", "true");
    int place = 0;
    for (Map.Entry<String, Double> part : cost.parts().entrySet()) {
      html.element("span", "", "class", "fill c" + place++, "style", share(part.getValue(), cost));
    }
    html.close().open("p", "class", "legend");
    place = 0;
    for (Map.Entry<String, Double> part : cost.parts().entrySet()) {
      html.open("span", "class", "key c" + place++).text(part.getKey() + " ");
      html.element(
          "b",
          Figures.number(part.getValue()) + " s",
          Cells.figure("cost/part/" + part.getKey(), part.getValue()));
      html.close();
    }
    html.close();
    html.element(
        "p",
        ("A step took %s s: the mean over the last %d of %d lines of metrics.jsonl; the first ones load"
                + " classes and compile. Wait: of the lanes for the slowest one. Serialisation:"
                + " packing, unpacking, adding up gradients. Scheduling: the rest.")
            .formatted(
                Figures.number(cost.stepSeconds()), cost.lines(), run.history().steps().size()),
        "class",
        "remark");
    html.close().newLine();
  }

  private static String share(double seconds, Cost cost) {
    return String.format(
        Locale.ROOT, "width:%.2f%%", 100 * Math.max(0, seconds) / cost.stepSeconds());
  }
}
