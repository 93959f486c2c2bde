package io.mscon.eval.report.html;

import io.mscon.config.Spelling;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelSchema;
import io.mscon.data.Split;
import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.page.PageParts;
import java.util.List;

/** The page's summary of the data. */
final class DataSection {
  private final DatasetManifest dataset;
  private final List<String> metrics;
  private final Html html;
  private final Cells cells;

  DataSection(DatasetManifest dataset, List<String> metrics, Html html) {
    this.dataset = dataset;
    this.metrics = metrics;
    this.html = html;
    cells = new Cells(html);
  }

  void write() {
    html.open("section", "id", "data").element("h2", "Data");
    html.open("div", "class", "tiles").newLine();
    for (Split split : Split.values()) {
      tile("data/" + split.label(), split.label(), pictures(split));
    }
    tile("data/rejected", "rejected", dataset.rejected());
    html.close().newLine();
    labels();
    html.open("p", "class", "remark").text("From ").foreign(dataset.source());
    html.text(" (" + dataset.layout() + "); pictures " + dataset.pictures() + "; content ");
    html.foreign(dataset.contentHash()).text(".").close();
    html.close().newLine();
  }

  private void tile(String figure, String name, long count) {
    new PageParts(html).tile(name, Figures.count(count), "", Cells.figure(figure, count));
  }

  private long pictures(Split split) {
    DatasetManifest.SplitSummary summary = dataset.splits().get(split.label());
    return summary == null ? 0 : summary.pictures();
  }

  private void labels() {
    html.open("div", "class", "scroll").open("table", "class", "figures labels-table");
    cells.head(2, "label", "kind", "values", "missing in train", "missing in test");
    html.open("tbody").newLine();
    for (LabelSchema label : dataset.labels()) {
      html.open("tr").open("th", "scope", "row").foreign(label.name());
      if (metrics.contains(label.name())) {
        html.text(" ").element("span", "metric", "class", "badge");
      }
      html.close().element("td", Spelling.of(label.kind()));
      String name = "data/" + label.name() + "/";
      int values = label.vocabulary().size();
      if (values == 0) {
        cells.nothing();
      } else {
        cells.number(name + "values", values, Figures.count(values));
      }
      missing(name + "missing-train", label, Split.TRAIN);
      missing(name + "missing-test", label, Split.TEST);
      html.close().newLine();
    }
    html.close().close().close().newLine();
  }

  private void missing(String name, LabelSchema label, Split split) {
    DatasetManifest.SplitSummary summary = dataset.splits().get(split.label());
    if (summary == null) {
      cells.nothing();
    } else {
      long missing = summary.missing().getOrDefault(label.name(), 0L);
      cells.number(name, missing, Figures.count(missing));
    }
  }
}
