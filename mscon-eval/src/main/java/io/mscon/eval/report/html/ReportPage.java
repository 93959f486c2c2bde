package io.mscon.eval.report.html;

import io.mscon.eval.page.Html;
import io.mscon.eval.page.Page;
import io.mscon.eval.page.PageParts;
import io.mscon.eval.page.PlainText;
import io.mscon.eval.probe.Measures;
import io.mscon.eval.report.contents.RunContents;
import io.mscon.eval.report.embedding.EmbeddingView;
import io.mscon.eval.report.embedding.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A run's report as one HTML page. */
public final class ReportPage {
  private static final String STYLE = "report.css";

  private final RunContents run;
  private final EmbeddingView embedding;
  private final Html html;
  private final PageParts parts;
  private final List<String> metrics;

  private ReportPage(RunContents run, EmbeddingView embedding, Html html) {
    this.run = run;
    this.embedding = embedding;
    this.html = html;
    parts = new PageParts(html);
    metrics = run.trainedLabels();
  }

  /**
   * Writes the page.
   *
   * @param run the run's small files
   * @param embedding where its encoder puts the test pictures
   */
  public static String of(RunContents run, EmbeddingView embedding) {
    return Page.of(
        run.name() + " – report",
        Page.style(ReportPage.class, STYLE) + MapSection.style(),
        html -> new ReportPage(run, embedding, html).write());
  }

  private void write() {
    header();
    findings();
    new ProbeSection(run, html).write();
    run.transfer().ifPresent(results -> new TransferSection(results, html).write());
    new CurveSection(run.history(), html).write();
    new HealthSection(run.history(), html).write();
    new ConfusionSection(run, html).write();
    embedding();
    run.dataset().ifPresent(dataset -> new DataSection(dataset, metrics, html).write());
    new CostSection(run, html).write();
    new ConfigurationSection(run, html).write();
  }

  private void header() {
    parts.header(
        "Report of a run",
        run.name(),
        "Run",
        run.location(),
        "Weights",
        run.model().map(model -> model.weightsSha256()).orElse("there is no trained model"),
        "Engine",
        run.history().engines().isEmpty()
            ? "not recorded"
            : String.join("; ", run.history().engines()));
  }

  private void findings() {
    List<String> warnings = warnings();
    List<String> notes = notes();
    if (warnings.isEmpty() && notes.isEmpty()) {
      return;
    }
    html.open("section", "id", "findings").element("h2", "What stands out");
    html.open("ul", "class", "findings").newLine();
    warnings.forEach(text -> parts.finding(true, text));
    notes.forEach(text -> parts.finding(false, text));
    html.close().close().newLine();
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    String status = run.result().path("status").asText();
    if (!status.equals("succeeded")) {
      String message = PlainText.line(run.result().path("message").asText());
      warnings.add(
          status.isEmpty()
              ? "The training has not ended: there is no result.json."
              : "The training " + status + (message.isEmpty() ? "." : ": " + message));
    }
    run.model()
        .flatMap(model -> run.probe().filter(p -> !p.weightsSha256().equals(model.weightsSha256())))
        .ifPresent(
            probe ->
                warnings.add(
                    "The probes are of other weights than those of the run (run mscon probe)."));
    run.dataset()
        .flatMap(
            data -> run.probe().filter(p -> !p.datasetContentHash().equals(data.contentHash())))
        .ifPresent(
            probe ->
                warnings.add("The probes are of another dataset than the run was trained on."));
    return warnings;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Measures task : run.measures()) {
      if (task.gain() != null && task.gain().low() <= 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "On %s the trained encoder is not clearly better than a random one: the gain's"
                    + " interval reaches from %s to %s points.",
                PlainText.name(task.task()),
                Cells.points(task.gain().low()),
                Cells.points(task.gain().high())));
      }
    }
    return notes;
  }

  private void embedding() {
    if (!embedding.problem().isEmpty()) {
      html.open("section", "id", "map").element("h2", "A map of the test pictures");
      html.element("p", embedding.problem()).close().newLine();
    }
    embedding
        .test()
        .ifPresent(
            test -> {
              new MapSection(test, embedding.map().orElseThrow(), html).write();
              new NeighbourSection(embedding.neighbours().orElseThrow(), metrics, html)
                  .write(embedding.pictures(), embedding.pictureProblem());
            });
  }

  /**
   * The pictures that the page will show.
   *
   * @param run the run's small files
   * @param neighbours whose pictures
   */
  public static Set<String> pictures(RunContents run, Neighbours neighbours) {
    return NeighbourSection.pictures(neighbours, run.trainedLabels());
  }
}
