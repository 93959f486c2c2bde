package io.mscon.eval.describe;

import io.mscon.data.Split;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A description as one HTML page: no script, nothing fetched. */
final class DescriptionPage {
  private static final String STYLE = "description.css";

  /** Whatever a label says, the page can't fetch or run anything. */
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

  private final DatasetDescription description;
  private final Html html = new Html();

  private DescriptionPage(DatasetDescription description) {
    this.description = description;
  }

  static String of(DatasetDescription description) {
    return new DescriptionPage(description).page();
  }

  private String page() {
    html.open("html", "lang", "en").newLine();
    head();
    html.open("body").newLine().open("main").newLine();
    origin();
    findings();
    splits();
    new LabelSection(description, html).write();
    new AssociationSection(description, html).write();
    new SheetSection(description, html).write();
    new RejectSection(description, html).write();
    html.close().close().close().newLine();
    return "<!DOCTYPE html>\n" + html;
  }

  private void head() {
    html.open("head").newLine();
    html.single("meta", "charset", "utf-8");
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.single("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", PlainText.line(name()) + " – a look at the data").newLine();
    html.element("style", style()).close().newLine();
  }

  private static String style() {
    try (InputStream in = DescriptionPage.class.getResourceAsStream(STYLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + STYLE, e);
    }
  }

  private String name() {
    String location = description.origin().location();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private void origin() {
    DatasetDescription.Origin origin = description.origin();
    html.open("header").open("p", "class", "kicker").text("A look at the data").close();
    html.open("h1").foreign(name()).close();
    html.open("dl", "class", "origin");
    fact("Dataset", origin.location());
    fact("Corpus", origin.source() + " (" + origin.layout() + ")");
    fact("Content", origin.contentHash());
    html.close().close().newLine();
  }

  private void fact(String name, String value) {
    html.open("div").element("dt", name).open("dd").foreign(value).close().close();
  }

  private void findings() {
    List<Finding> findings = Findings.of(description);
    html.open("section", "id", "findings").element("h2", "What stands out");
    if (findings.isEmpty()) {
      html.element("p", "Nothing stands out.");
    } else {
      html.open("ul", "class", "findings").newLine();
      findings.forEach(this::finding);
      html.close();
    }
    html.close().newLine();
  }

  private void finding(Finding finding) {
    boolean warning = finding.severity() == Finding.Severity.WARNING;
    html.open("li", "class", warning ? "warning" : "note");
    html.element("strong", warning ? "Warning" : "Note").text(" ").element("span", finding.text());
    html.close().newLine();
  }

  private void splits() {
    PerSplit pictures = description.pictures();
    html.open("section", "id", "splits").element("h2", "Pictures");
    html.open("div", "class", "tiles").newLine();
    tile("all splits", pictures.total(), "");
    for (Split split : Split.values()) {
      tile(
          split.label(), pictures.in(split), Figures.percent(pictures.in(split), pictures.total()));
    }
    tile("rejected", description.rejects().pictures(), "");
    html.close().close().newLine();
  }

  private void tile(String name, long count, String share) {
    html.open("div", "class", "tile").element("span", name, "class", "name");
    html.element("span", Figures.count(count), "class", "figure");
    html.element("span", share, "class", "share").close().newLine();
  }
}
