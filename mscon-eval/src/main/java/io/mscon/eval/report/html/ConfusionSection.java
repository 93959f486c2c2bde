package io.mscon.eval.report.html;

import io.mscon.eval.page.Html;
import io.mscon.eval.probe.Measures;
import io.mscon.eval.report.contents.RunContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page's confusion matrices. */
final class ConfusionSection {
  private final RunContents run;
  private final Html html;

  ConfusionSection(RunContents run, Html html) {
    this.run = run;
    this.html = html;
  }

  void write() {
    if (run.measures().isEmpty()) {
      return;
    }
    html.open("section", "id", "confusion").element("h2", "What is taken for what");
    html.element(
        "p",
        "Rows are the values that test pictures have, columns those that the probe gives them; a"
            + " cell is a count of pictures, its shade the share of its row.",
        "class",
        "remark");
    for (int i = 0; i < run.measures().size(); i++) {
      task(run.measures().get(i), i == 0);
    }
    html.close().newLine();
  }

  private void task(Measures task, boolean unfolded) {
    if (unfolded) {
      html.open("details", "open", "open");
    } else {
      html.open("details");
    }
    html.open("summary").foreign(task.task());
    html.text(
            ", %s of %d values"
                .formatted(
                    task.classes().size() > Confusion.SHOWN
                        ? "the " + Confusion.SHOWN + " most frequent"
                        : "all",
                    task.classes().size()))
        .close()
        .newLine();
    matrix(task.task(), Confusion.of(task));
    html.close().newLine();
  }

  private void matrix(String task, Confusion confusion) {
    html.open("div", "class", "scroll fit").open("table", "class", "matrix confusion");
    html.open("thead").open("tr").element("td", "");
    List<String> names = new ArrayList<>(confusion.names());
    for (String name : names) {
      html.open("th", "scope", "col").open("span").foreign(name).close().close();
    }
    html.element("th", "recall", "scope", "col").close().close().open("tbody").newLine();
    for (int row = 0; row < names.size(); row++) {
      html.open("tr").open("th", "scope", "row").foreign(names.get(row)).close();
      row(task, confusion, row);
      html.close().newLine();
    }
    html.close().close().close().newLine();
  }

  private void row(String task, Confusion confusion, int row) {
    List<Long> counts = confusion.counts().get(row);
    long sum = counts.stream().mapToLong(Long::longValue).sum();
    for (int column = 0; column < counts.size(); column++) {
      double share = sum == 0 ? 0 : (double) counts.get(column) / sum;
      html.element(
          "td",
          counts.get(column) == 0 ? "·" : Long.toString(counts.get(column)),
          "class",
          row == column ? "v right" : "v",
          "style",
          String.format(Locale.ROOT, "--v:%.3f", share),
          "data-figure",
          "confusion/%s/%d/%d".formatted(task, row, column),
          "data-value",
          Long.toString(counts.get(column)));
    }
    // Of "others" taken together it would not be the recall of anything.
    boolean whole = sum > 0 && !(confusion.summedUp() && row == counts.size() - 1);
    html.element("td", whole ? Cells.percent((double) counts.get(row) / sum) + " %" : "–");
  }
}
