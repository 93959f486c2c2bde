package io.mscon.eval.report.html;

import io.mscon.eval.page.Figures;
import io.mscon.eval.page.Html;
import io.mscon.eval.page.PlainText;
import io.mscon.eval.report.embedding.Neighbours;
import io.mscon.eval.report.embedding.TestLabel;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The page's nearest neighbours: how often they agree, and a contact sheet for each metric. */
final class NeighbourSection {
  private static final int EXAMPLES = 6;
  private static final String DATA = "data:image/jpeg;base64,";

  private final Neighbours neighbours;
  private final List<String> metrics;
  private final Html html;
  private final Cells cells;

  NeighbourSection(Neighbours neighbours, List<String> metrics, Html html) {
    this.neighbours = neighbours;
    this.metrics = metrics;
    this.html = html;
    cells = new Cells(html);
  }

  /** Labels that have a sheet: those trained on, or all if the training knew none. */
  private static List<TestLabel> sheets(Neighbours neighbours, List<String> metrics) {
    List<TestLabel> labels = neighbours.test().labels();
    List<TestLabel> trained =
        labels.stream().filter(label -> metrics.contains(label.name())).toList();
    return trained.isEmpty() ? labels : trained;
  }

  /** The pictures that the section shows. */
  static Set<String> pictures(Neighbours neighbours, List<String> metrics) {
    Set<String> ids = new TreeSet<>();
    for (TestLabel label : sheets(neighbours, metrics)) {
      for (Neighbours.Query query : neighbours.examples(label, EXAMPLES)) {
        ids.add(neighbours.test().ids().get(query.row()));
        query.nearest().forEach(near -> ids.add(neighbours.test().ids().get(near.row())));
      }
    }
    return ids;
  }

  /** Writes it, with the pictures there are, by id. */
  void write(Map<String, byte[]> pictures, String problem) {
    html.open("section", "id", "neighbours").element("h2", "Nearest neighbours");
    html.element("p", explanation(), "class", "remark");
    table();
    if (!problem.isEmpty()) {
      html.open("p", "class", "remark").foreign(problem).close().newLine();
    }
    List<TestLabel> labels = sheets(neighbours, metrics);
    for (int i = 0; i < labels.size(); i++) {
      sheet(labels.get(i), pictures, i == 0);
    }
    html.close().newLine();
  }

  private String explanation() {
    return ("The %d test pictures whose features have the largest cosine with those of a test picture, for"
            + " %d pictures drawn from the run's seed. Agreement: the share of neighbours with the"
            + " same value (of sets: that share one; of numbers: in the same quarter), among those"
            + " that have the label. By chance: that share among all other test pictures.")
        .formatted(Neighbours.NEAREST, neighbours.queries().size());
  }

  private void table() {
    html.open("div", "class", "scroll fit").open("table", "class", "figures agreement");
    cells.head(1, "label", "pictures", "agreement %", "by chance %");
    html.open("tbody").newLine();
    for (TestLabel label : neighbours.test().labels()) {
      Neighbours.Agreement agreement = neighbours.agreement(label);
      String name = "neighbours/" + label.name() + "/";
      html.open("tr").open("th", "scope", "row").foreign(label.name());
      if (metrics.contains(label.name())) {
        html.text(" ").element("span", "metric", "class", "badge");
      }
      html.close();
      cells.number(name + "queries", agreement.queries(), Figures.count(agreement.queries()));
      cells.number(name + "share", agreement.share(), Cells.percent(agreement.share()));
      cells.number(name + "chance", agreement.chance(), Cells.percent(agreement.chance()));
      html.close().newLine();
    }
    html.close().close().close().newLine();
  }

  private void sheet(TestLabel label, Map<String, byte[]> pictures, boolean unfolded) {
    List<String> attributes = new ArrayList<>(List.of("class", "neighbours"));
    if (unfolded) {
      attributes.addAll(List.of("open", "open"));
    }
    html.open("details", attributes.toArray(String[]::new));
    html.open("summary").text("Neighbours by ").foreign(label.name()).close().newLine();
    for (Neighbours.Query query : neighbours.examples(label, EXAMPLES)) {
      html.open("div", "class", "query").newLine();
      picture(label, query.row(), "asked", "", pictures);
      for (Neighbours.Neighbour near : query.nearest()) {
        boolean known = label.has(near.row());
        boolean agrees = known && label.agree(query.row(), near.row());
        String mark = !known ? "missing" : agrees ? "agrees" : "differs";
        picture(label, near.row(), mark, cosine(near), pictures);
      }
      html.close().newLine();
    }
    html.close().newLine();
  }

  private static String cosine(Neighbours.Neighbour near) {
    return String.format(Locale.ROOT, "%.3f", near.cosine());
  }

  private void picture(
      TestLabel label, int row, String mark, String cosine, Map<String, byte[]> pictures) {
    String id = neighbours.test().ids().get(row);
    html.open("figure", "class", mark, "data-id", id, "data-cosine", cosine);
    byte[] jpeg = pictures.get(id);
    if (jpeg == null) {
      html.open("p", "class", "none").foreign(id).close();
    } else {
      String address = DATA + Base64.getEncoder().encodeToString(jpeg);
      String name = PlainText.line(id);
      html.single("img", "alt", name, "title", name, "src", address);
    }
    html.open("figcaption");
    switch (mark) {
      case "agrees" -> html.text("✓ ");
      case "differs" -> html.text("✗ ");
      default -> {
        // The picture that was asked about, and one without the label, agree with nothing.
      }
    }
    if (label.has(row)) {
      html.foreign(label.shown(row));
    } else {
      html.element("span", "missing", "class", "none");
    }
    html.close().close().newLine();
  }
}
