package io.mscon.eval.describe;

import io.mscon.data.Split;
import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.page.Page;
import io.mscon.eval.page.PageParts;
import java.util.List;

/** A description as one HTML page. */
final class DescriptionPage {
  private static final String STYLE = "description.css";

  private final DatasetDescription description;
  private final Html html;
  private final PageParts parts;

  private DescriptionPage(DatasetDescription description, Html html) {
    this.description = description;
    this.html = html;
    parts = new PageParts(html);
  }

  static String of(DatasetDescription description) {
    return Page.of(
        name(description) + " – a look at the data",
        Page.style(DescriptionPage.class, STYLE),
        html -> new DescriptionPage(description, html).write());
  }

  private void write() {
    origin();
    findings();
    splits();
    new LabelSection(description, html).write();
    new AssociationSection(description, html).write();
    new SheetSection(description, html).write();
    new RejectSection(description, html).write();
  }

  private static String name(DatasetDescription description) {
    String location = description.origin().location();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private void origin() {
    DatasetDescription.Origin origin = description.origin();
    parts.header(
        "A look at the data",
        name(description),
        "Dataset",
        origin.location(),
        "Corpus",
        origin.source() + " (" + origin.layout() + ")",
        "Content",
        origin.contentHash());
  }

  private void findings() {
    List<Finding> findings = Findings.of(description);
    html.open("section", "id", "findings").element("h2", "What stands out");
    if (findings.isEmpty()) {
      html.element("p", "Nothing stands out.");
    } else {
      html.open("ul", "class", "findings").newLine();
      for (Finding finding : findings) {
        parts.finding(finding.severity() == Finding.Severity.WARNING, finding.text());
      }
      html.close();
    }
    html.close().newLine();
  }

  private void splits() {
    PerSplit pictures = description.pictures();
    html.open("section", "id", "splits").element("h2", "Pictures");
    html.open("div", "class", "tiles").newLine();
    parts.tile("all splits", Figures.count(pictures.total()), "");
    for (Split split : Split.values()) {
      long count = pictures.in(split);
      parts.tile(split.label(), Figures.count(count), Figures.percent(count, pictures.total()));
    }
    parts.tile("rejected", Figures.count(description.rejects().pictures()), "");
    html.close().close().newLine();
  }
}
