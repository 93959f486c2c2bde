package io.mscon.eval.describe;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;

/** The page's list of what was rejected. */
final class RejectSection {
  private final DatasetDescription description;
  private final Html html;

  RejectSection(DatasetDescription description, Html html) {
    this.description = description;
    this.html = html;
  }

  void write() {
    Rejects rejects = description.rejects();
    html.open("section", "id", "rejects").element("h2", "Rejects");
    html.element(
        "p",
        "%s pictures were rejected; %s more lines of rejects.jsonl are about pictures that were kept."
            .formatted(
                Figures.count(rejects.pictures()),
                Figures.count(Math.max(0, rejects.lines() - rejects.pictures()))));
    if (!rejects.reasons().isEmpty()) {
      reasons(rejects);
      lines(rejects);
    }
    html.close().newLine();
  }

  private void reasons(Rejects rejects) {
    html.open("div", "class", "scroll").open("table", "class", "reasons").open("thead").open("tr");
    html.element("th", "lines", "scope", "col", "class", "n");
    html.element("th", "reason", "scope", "col").close().close().open("tbody").newLine();
    for (Rejects.Reason reason : rejects.reasons()) {
      html.open("tr").element("td", Figures.count(reason.lines()), "class", "n");
      html.open("td").foreign(reason.kind()).close().close().newLine();
    }
    html.close().close().close().newLine();
    long told = rejects.reasons().stream().mapToLong(Rejects.Reason::lines).sum();
    if (told < rejects.lines()) {
      html.element("p", Figures.count(rejects.lines() - told) + " lines have other reasons.");
    }
  }

  private void lines(Rejects rejects) {
    String head =
        rejects.first().size() < rejects.lines()
            ? "The first %d of %s lines of rejects.jsonl"
                .formatted(rejects.first().size(), Figures.count(rejects.lines()))
            : "The lines of rejects.jsonl";
    html.element("h3", head).open("div", "class", "scroll");
    html.open("table", "class", "lines").open("thead").open("tr");
    html.element("th", "picture", "scope", "col").element("th", "sample", "scope", "col");
    html.element("th", "reason", "scope", "col").close().close().open("tbody").newLine();
    for (RejectedLine line : rejects.first()) {
      html.open("tr").open("td").foreign(line.image()).close();
      html.open("td").foreign(line.id()).close();
      html.open("td").foreign(line.reason()).close().close().newLine();
    }
    html.close().close().close().newLine();
  }
}
