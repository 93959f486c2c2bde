package io.mscon.spark.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Collects what came of each fault of a suite, in {@code target/reliability/SUITE.tsv}, and puts
 * the suite's table into the document that the system property {@code reliability.document} names,
 * between {@code <!-- begin: SUITE -->} and {@code <!-- end: SUITE -->}.
 */
public final class ReliabilityTable implements AfterAllCallback {
  /** What most rows promise. */
  public static final String SAME_WEIGHTS = "same weights";

  /** The system property with the document's path; without it no document is written. */
  private static final String DOCUMENT = "reliability.document";

  private static final String OUTCOME = "outcome";

  private final String suite;
  private final String placeTitle;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  private ReliabilityTable(String suite, String placeTitle) {
    this.suite = suite;
    this.placeTitle = placeTitle;
  }

  private record Row(String fault, String place, String outcome, double seconds) {
    String markdown() {
      return String.format(Locale.ROOT, "| %s | %s | %s | %.1f |", fault, place, outcome, seconds);
    }

    String tabSeparated() {
      return String.format(Locale.ROOT, "%s\t%s\t%s\t%.3f", fault, place, outcome, seconds);
    }
  }

  /**
   * The table of a suite.
   *
   * @param suite its name in the document's markers
   * @param placeTitle title of the column that says where the fault strikes
   */
  public static ReliabilityTable of(String suite, String placeTitle) {
    return new ReliabilityTable(suite, placeTitle);
  }

  /**
   * A row: fails if the outcome is not the promised one.
   *
   * @param fault what goes wrong
   * @param place where
   * @param promise the outcome that the document promises
   * @param experiment brings the fault about and says what came of it
   */
  public void row(String fault, String place, String promise, Callable<String> experiment)
      throws Exception {
    long start = System.nanoTime();
    String outcome = "the experiment itself failed";
    try {
      outcome = experiment.call();
    } finally {
      double seconds = (System.nanoTime() - start) / 1e9;
      String shown = outcome.equals(promise) ? outcome : "**not as promised**: " + outcome;
      rows.put(fault + "\t" + place, new Row(fault, place, shown, seconds));
    }
    assertEquals(promise, outcome, fault + ", " + place);
  }

  /**
   * The outcome of a run that came to its end.
   *
   * @param expected weights of an undisturbed run
   * @param found weights of this one
   */
  public static String compare(String expected, String found) {
    return expected.equals(found) ? SAME_WEIGHTS : "other weights";
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "reliability"));
    Files.writeString(
        folder.resolve(suite + ".tsv"),
        "fault\tplace\t%s\tseconds\n".formatted(OUTCOME)
            + rows.values().stream()
                .map(row -> row.tabSeparated() + "\n")
                .collect(Collectors.joining()));
    String document = System.getProperty(DOCUMENT, "");
    if (!document.isEmpty()) {
      Path path = Path.of(document);
      Files.writeString(path, inserted(Files.readString(path)));
    }
  }

  private String inserted(String text) {
    String begin = "<!-- begin: %s -->".formatted(suite);
    String end = "<!-- end: %s -->".formatted(suite);
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalStateException(
          "Cannot write the table: the document has no %s ... %s".formatted(begin, end));
    }
    return text.substring(0, from + begin.length()) + "\n" + markdown() + text.substring(to);
  }

  private String markdown() {
    String head =
        "| what goes wrong | %s | %s | seconds |\n|---|---|---|---:|\n"
            .formatted(placeTitle, OUTCOME);
    return head
        + rows.values().stream().map(row -> row.markdown() + "\n").collect(Collectors.joining());
  }
}
