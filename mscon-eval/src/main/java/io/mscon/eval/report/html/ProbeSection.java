package io.mscon.eval.report.html;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.page.chart.IntervalChart;
import io.mscon.eval.probe.Domain;
import io.mscon.eval.probe.Interval;
import io.mscon.eval.probe.Measures;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.SkippedTask;
import io.mscon.eval.probe.TaskResult;
import io.mscon.eval.report.contents.RunContents;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The page's table of probes against baselines. */
final class ProbeSection {
  private final RunContents run;
  private final Html html;
  private final Cells cells;

  ProbeSection(RunContents run, Html html) {
    this.run = run;
    this.html = html;
    cells = new Cells(html);
  }

  void write() {
    html.open("section", "id", "probes").element("h2", "Probes against baselines");
    if (run.probe().isEmpty()) {
      html.element("p", "The run has not been probed (run mscon probe).");
    } else {
      probes(run.probe().get());
    }
    html.close().newLine();
  }

  private void probes(ProbeReport probe) {
    List<TaskResult> tasks =
        probe.tasks().stream().sorted(Comparator.comparing(TaskResult::domain)).toList();
    if (tasks.isEmpty()) {
      html.element("p", "No label could be probed.");
    } else {
      chart(tasks);
      table(tasks);
      html.element("p", explanation(), "class", "remark");
      measures(tasks);
    }
    new FlippedSection(run.flipped(), html).write();
    for (SkippedTask skipped : probe.skipped()) {
      html.open("p", "class", "remark").text("Not probed: ").foreign(skipped.name());
      html.text(" (" + skipped.reason() + ").").close().newLine();
    }
  }

  private String explanation() {
    return "Linear probes of frozen features on the test split. In-domain: the encoder was trained"
        + " on this label. Majority: always the training split's commonest value. Random encoder:"
        + " the same probe of an untrained encoder's features. Gain: points of top-1 above it. "
        + (run.measures().isEmpty()
            ? "There are no intervals: measures.json is not there (run mscon probe)."
            : "Small: 95 % bootstrap intervals over the test pictures; they hold what other test"
                + " pictures would change, not what another seed of the training would.");
  }

  private void chart(List<TaskResult> tasks) {
    List<IntervalChart.Row> rows =
        tasks.stream()
            .map(
                task ->
                    new IntervalChart.Row(
                        task.name(),
                        List.of(
                            mark(task, Measures::top1, task.top1()),
                            mark(task, Measures::randomEncoderTop1, task.randomEncoderTop1()),
                            mark(task, Measures::majorityTop1, task.majorityTop1()))))
            .toList();
    new IntervalChart(
            "Top-1 on the test split", List.of("trained", "random encoder", "majority"), rows)
        .write(html);
  }

  private IntervalChart.Mark mark(
      TaskResult task, Function<Measures, Interval> measure, double share) {
    return interval(task, measure)
        .map(found -> new IntervalChart.Mark(found.value(), found.low(), found.high()))
        .orElse(new IntervalChart.Mark(share, share, share));
  }

  /** Earlier versions made no intervals of baselines, or none at all. */
  private Optional<Interval> interval(TaskResult task, Function<Measures, Interval> measure) {
    return run.measures(task.name()).map(measure);
  }

  private void table(List<TaskResult> tasks) {
    html.open("div", "class", "scroll").open("table", "class", "figures probes");
    cells.head(
        1, "task", "classes", "test pictures", "top-1 %", "random encoder %", "majority %", "gain");
    html.open("tbody").newLine();
    tasks.forEach(this::row);
    mean(tasks);
    html.close().close().close().newLine();
  }

  private void name(TaskResult task) {
    html.open("tr").open("th", "scope", "row").foreign(task.name()).text(" ");
    boolean in = task.domain() == Domain.IN;
    html.element("span", in ? "in-domain" : "out-of-domain", "class", in ? "badge" : "split");
    html.close();
  }

  private void row(TaskResult task) {
    String name = "probe/" + task.name() + "/";
    name(task);
    cells.number(name + "classes", task.classes(), Figures.count(task.classes()));
    cells.number(name + "test", task.testCount(), Figures.count(task.testCount()));
    cells.share(name + "top1", interval(task, Measures::top1), task.top1());
    cells.share(
        name + "random", interval(task, Measures::randomEncoderTop1), task.randomEncoderTop1());
    cells.share(name + "majority", interval(task, Measures::majorityTop1), task.majorityTop1());
    double gain = task.top1() - task.randomEncoderTop1();
    Optional<Interval> interval = interval(task, Measures::gain);
    if (interval.isPresent()) {
      cells.share(name + "gain", interval.get(), Cells.points(gain));
    } else {
      cells.number(name + "gain", gain, Cells.points(gain));
    }
    html.close().newLine();
  }

  private void mean(List<TaskResult> tasks) {
    html.open("tr", "class", "mean").element("th", "mean", "scope", "row");
    html.element("td", "").element("td", "");
    double top1 = mean(tasks, TaskResult::top1);
    double random = mean(tasks, TaskResult::randomEncoderTop1);
    double majority = mean(tasks, TaskResult::majorityTop1);
    cells.number("probe-mean/top1", top1, Cells.percent(top1));
    cells.number("probe-mean/random", random, Cells.percent(random));
    cells.number("probe-mean/majority", majority, Cells.percent(majority));
    cells.number("probe-mean/gain", top1 - random, Cells.points(top1 - random));
    html.close().newLine();
  }

  private static double mean(List<TaskResult> tasks, ToDoubleFunction<TaskResult> value) {
    return tasks.stream().mapToDouble(value).average().orElse(0);
  }

  private void measures(List<TaskResult> tasks) {
    if (run.measures().isEmpty()) {
      return;
    }
    html.open("details").element("summary", "Top-5, balanced accuracy, macro-F1");
    html.open("div", "class", "scroll").open("table", "class", "figures measures");
    cells.head(1, "task", "top-5 %", "balanced accuracy %", "macro-F1 %");
    html.open("tbody").newLine();
    for (TaskResult task : tasks) {
      run.measures(task.name()).ifPresent(measures -> measures(task, measures));
    }
    html.close().close().close().close().newLine();
  }

  private void measures(TaskResult task, Measures measures) {
    String name = "probe/" + task.name() + "/";
    html.open("tr").open("th", "scope", "row").foreign(task.name()).close();
    cells.share(name + "top5", measures.top5(), "");
    cells.share(name + "balanced-accuracy", measures.balancedAccuracy(), "");
    cells.share(name + "macro-f1", measures.macroF1(), "");
    html.close().newLine();
  }
}
