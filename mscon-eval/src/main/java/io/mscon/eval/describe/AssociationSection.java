package io.mscon.eval.describe;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.page.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The page's table of what labels say about each other. */
final class AssociationSection {
  private final DatasetDescription description;
  private final Html html;

  AssociationSection(DatasetDescription description, Html html) {
    this.description = description;
    this.html = html;
  }

  void write() {
    html.open("section", "id", "associations");
    html.element("h2", "What labels say about each other");
    html.element("p", Complement.sentence(description), "class", "verdict");
    if (description.compared().size() > 1) {
      matrix(description.compared());
      explanation();
    }
    leftOut();
    html.close().newLine();
  }

  private void matrix(List<String> names) {
    html.open("div", "class", "scroll fit")
        .open("table", "class", "matrix")
        .open("thead")
        .open("tr");
    html.element("td", "");
    names.forEach(name -> html.open("th", "scope", "col").foreign(name).close());
    html.close().close().open("tbody").newLine();
    for (String name : names) {
      html.open("tr").open("th", "scope", "row").foreign(name).close();
      names.forEach(other -> cell(name, other));
      html.close().newLine();
    }
    html.close().close().close().newLine();
  }

  private void cell(String one, String other) {
    if (one.equals(other)) {
      html.element("td", "", "class", "self");
      return;
    }
    OptionalDouble strength = description.strength(one, other);
    if (strength.isEmpty()) {
      html.element("td", Figures.NONE);
      return;
    }
    double v = strength.getAsDouble();
    boolean alike = v > Complement.LIMIT;
    html.element(
        "td",
        Figures.measure(v) + (alike ? " !" : ""),
        "class",
        alike ? "alike" : "v",
        "style",
        String.format(Locale.ROOT, "--v:%.3f", v));
  }

  private void explanation() {
    html.element(
        "p",
        "Cramér's V with Bergsma's bias correction, over the pictures of all splits that have both"
            + " labels: 0 if they are independent, 1 if one follows from the other. Above "
            + Figures.measure(Complement.LIMIT)
            + " (!) two labels say nearly the same. Continuous labels are taken by quarters of"
            + " their numbers. A label with several values a picture is taken value by value, as"
            + " something that a picture has or has not, and the values' V is averaged by their"
            + " pictures; of both sides the larger counts. – where a label is constant or pictures"
            + " are too few to tell.",
        "class",
        "remark");
  }

  private void leftOut() {
    if (!description.tooManyValues().isEmpty()) {
      html.element(
          "p",
          "Left out, because they have more than "
              + Figures.count(DatasetDescriber.MOST_VALUES_COMPARED)
              + " values: "
              + description.tooManyValues().stream()
                  .map(PlainText::line)
                  .collect(Collectors.joining(", "))
              + ".",
          "class",
          "remark");
    }
  }
}
