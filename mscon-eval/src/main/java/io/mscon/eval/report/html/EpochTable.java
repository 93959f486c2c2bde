package io.mscon.eval.report.html;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.report.contents.History;
import io.mscon.eval.report.contents.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The curves' numbers by epoch, for those who would rather read than look. */
final class EpochTable {
  private final History history;
  private final Html html;
  private final Cells cells;

  EpochTable(History history, Html html) {
    this.history = history;
    this.html = html;
    cells = new Cells(html);
  }

  void write() {
    html.open("details").element("summary", "The numbers by epoch");
    html.open("div", "class", "scroll").open("table", "class", "figures epochs");
    List<String> names = new ArrayList<>(List.of("epoch", "steps", "loss"));
    history.metrics().forEach(metric -> names.add("loss: " + metric));
    names.addAll(List.of("learning rate", "pictures/s"));
    cells.head(0, names.toArray(String[]::new));
    html.open("tbody").newLine();
    Map<Integer, List<Step>> epochs =
        history.steps().stream()
            .collect(Collectors.groupingBy(Step::epoch, TreeMap::new, Collectors.toList()));
    epochs.forEach(this::row);
    html.close().close().close();
    html.element(
        "p",
        "Means over the epoch's steps; the learning rate is that of the last one.",
        "class",
        "remark");
    html.close().newLine();
  }

  private void row(int epoch, List<Step> steps) {
    Step last = steps.get(steps.size() - 1);
    String name = "epoch/" + epoch + "/";
    html.open("tr").element("td", Integer.toString(epoch), "class", "n");
    cells.number(name + "steps", last.step(), Figures.count(last.step()));
    mean(name + "loss", steps, Step::loss);
    for (String metric : history.metrics()) {
      mean(
          name + "loss/" + metric,
          steps,
          step -> step.metricLoss().getOrDefault(metric, Double.NaN));
    }
    cells.number(name + "learning-rate", last.learningRate(), Cells.rounded(last.learningRate()));
    mean(name + "images-per-second", steps, Step::imagesPerSecond);
    html.close().newLine();
  }

  private void mean(String name, List<Step> steps, ToDoubleFunction<Step> value) {
    double mean = steps.stream().mapToDouble(value).average().orElse(Double.NaN);
    cells.number(name, mean, Cells.rounded(mean));
  }
}
