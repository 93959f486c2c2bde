package io.mscon.eval.describe;

import io.mscon.data.Split;
import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import java.util.List;
import java.util.Locale;

/** The page's tables of labels: one of all, then one of each label's values. */
final class LabelSection {
  /** Values that are seen at once; the others unfold. */
  private static final int SEEN = 12;

  private static final int UNFOLDED = 1_000;

  private final DatasetDescription description;
  private final Html html;

  LabelSection(DatasetDescription description, Html html) {
    this.description = description;
    this.html = html;
  }

  void write() {
    html.open("section", "id", "labels").element("h2", "Labels");
    if (description.labels().isEmpty()) {
      html.element("p", "The dataset has no labels.");
    } else {
      overview();
      explanation();
      html.open("div", "class", "labels").newLine();
      description.labels().forEach(this::label);
      html.close();
    }
    html.close().newLine();
  }

  private void overview() {
    html.open("div", "class", "scroll").open("table", "class", "overview").open("thead").open("tr");
    html.element("th", "label", "scope", "col");
    for (String name : List.of("values", "missing", "largest : smallest", "evenness")) {
      html.element("th", name, "scope", "col", "class", "n");
    }
    html.close().close().open("tbody").newLine();
    description.labels().forEach(this::overviewRow);
    html.close().close().close().newLine();
  }

  private void overviewRow(LabelDescription label) {
    html.open("tr").open("th", "scope", "row").foreign(label.name());
    if (label.metric()) {
      html.text(" ").element("span", "metric", "class", "badge");
    }
    html.element("small", Kinds.name(label.kind())).close();
    number(label.continuous() ? Figures.NONE : Figures.count(label.values().size()));
    long pictures = description.pictures().total();
    html.element(
        "td",
        Figures.percent(label.missing().total(), pictures),
        "class",
        "n share",
        "style",
        share(label.missing().total(), pictures));
    number(Figures.ratio(label.imbalance()));
    number(Figures.measure(label.evenness()));
    html.close().newLine();
  }

  private void explanation() {
    html.element(
        "p",
        "Largest : smallest compares the pictures of the most frequent value with those of the"
            + " rarest. Evenness is the entropy of the values over its greatest possible: 1 if all"
            + " are equally frequent, near 0 if almost all pictures have the same.",
        "class",
        "remark");
  }

  private void label(LabelDescription label) {
    html.open("article", "class", "label").open("h3").foreign(label.name()).close();
    label.numbers().ifPresent(this::numbers);
    if (!label.values().isEmpty()) {
      long most =
          label.values().stream().mapToLong(value -> value.pictures().total()).max().orElse(1);
      List<ValueCount> values = label.values();
      table(label, values.subList(0, Math.min(SEEN, values.size())), most);
      if (values.size() > SEEN) {
        folded(label, values.subList(SEEN, values.size()), most);
      }
    } else {
      html.element("p", "No picture has it.");
    }
    html.close().newLine();
  }

  private void numbers(NumberSummary numbers) {
    html.element(
        "p",
        "From %s to %s, mean %s; quartiles %s, %s, %s."
            .formatted(
                Figures.number(numbers.minimum()),
                Figures.number(numbers.maximum()),
                Figures.number(numbers.mean()),
                Figures.number(numbers.lowerQuartile()),
                Figures.number(numbers.median()),
                Figures.number(numbers.upperQuartile())),
        "class",
        "remark");
  }

  private void folded(LabelDescription label, List<ValueCount> values, long most) {
    html.open("details").element("summary", more(values.size()));
    html.newLine();
    table(label, values.subList(0, Math.min(UNFOLDED, values.size())), most);
    if (values.size() > UNFOLDED) {
      String left = Figures.count(values.size() - UNFOLDED);
      html.element("p", left + " rarer values are left out here.", "class", "remark");
    }
    html.close();
  }

  private static String more(int values) {
    return values == 1 ? "1 more value" : Figures.count(values) + " more values";
  }

  private void table(LabelDescription label, List<ValueCount> values, long most) {
    html.open("table", "class", "values").open("thead").open("tr");
    html.element("th", "value", "scope", "col");
    for (Split split : Split.values()) {
      html.element("th", split.label(), "scope", "col", "class", "n");
    }
    html.element("th", "all", "scope", "col", "class", "n").close().close();
    html.open("tbody").newLine();
    for (ValueCount value : values) {
      html.open("tr").open("th", "scope", "row", "style", share(value.pictures().total(), most));
      html.foreign(value.value()).close();
      counts(value.pictures());
    }
    if (values.get(0).equals(label.values().get(0))) {
      html.open("tr", "class", "missing").element("th", "missing", "scope", "row");
      counts(label.missing());
    }
    html.close().close().newLine();
  }

  private static String share(long part, long whole) {
    return String.format(Locale.ROOT, "--share:%.1f%%", 100.0 * part / Math.max(1, whole));
  }

  private void counts(PerSplit pictures) {
    for (Split split : Split.values()) {
      number(Figures.count(pictures.in(split)));
    }
    number(Figures.count(pictures.total()));
    html.close().newLine();
  }

  private void number(String number) {
    html.element("td", number, "class", "n");
  }
}
