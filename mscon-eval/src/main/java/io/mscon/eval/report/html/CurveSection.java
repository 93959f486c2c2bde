package io.mscon.eval.report.html;

import io.mscon.eval.page.Html;
import io.mscon.eval.page.chart.LineChart;
import io.mscon.eval.page.chart.Series;
import io.mscon.eval.report.contents.History;
import io.mscon.eval.report.contents.Step;
import java.util.List;

/** The page's curves of the training. */
final class CurveSection {
  private static final String STEP = "step";

  private final History history;
  private final Html html;
  private final Curves curves;

  CurveSection(History history, Html html) {
    this.history = history;
    this.html = html;
    curves = new Curves(history);
  }

  void write() {
    html.open("section", "id", "training").element("h2", "Training");
    if (history.steps().isEmpty()) {
      html.element("p", "metrics.jsonl has no steps: there is nothing to draw.");
    } else {
      html.element("p", remark(), "class", "remark");
      html.open("div", "class", "charts").newLine();
      charts();
      html.close().newLine();
      new EpochTable(history, html).write();
    }
    html.close().newLine();
  }

  private String remark() {
    int each = curves.linesPerPoint();
    return (each == 1
            ? "Every step of metrics.jsonl is drawn."
            : "Each point is the mean of %d lines of metrics.jsonl.".formatted(each))
        + (curves.samplesHaveVariances()
            ? " Each sample's loss of a metric counts by e^(−u), u = log σ² its own; σ is drawn of"
                + " the mean u."
            : ofMetrics());
  }

  private String ofMetrics() {
    return curves.deviationsAreLearned()
        ? " σ is how unsure the training is of a metric: its loss counts by 1/σ²."
        : " This weighting learns no σ.";
  }

  private void charts() {
    chart("Loss that is minimised", List.of(curves.of("loss", Step::loss)));
    chart("Loss of each metric", curves.ofMetrics(Step::metricLoss));
    chart("Loss beyond the targets' entropy", curves.ofMetrics(Step::excess));
    if (curves.deviationsAreLearned()) {
      chart("σ of each metric", curves.deviations());
    }
    if (curves.samplesHaveVariances()) {
      chart("Standard deviation of u over a batch", curves.ofMetrics(Step::deviations));
    }
    if (curves.weightsDiffer()) {
      chart("Weight of each metric's gradient", curves.ofMetrics(Step::weights));
    }
    chart("Learning rate", List.of(curves.of("learning rate", Step::learningRate)));
  }

  private void chart(String title, List<Series> series) {
    new LineChart(title, STEP, series).write(html);
  }
}
