package io.mscon.eval.describe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.data.Split;
import io.mscon.eval.LocalSpark;
import io.mscon.eval.page.Figures;
import io.mscon.eval.page.PlainText;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionPageTest {
  private static final Pattern TAG = Pattern.compile("<(/?)([^\\s>]*)([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\s+([\\w-]+)=\"([^\"]*)\"");
  private static final Set<String> TAGS =
      Set.of(
          "!DOCTYPE",
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "main",
          "header",
          "section",
          "article",
          "h1",
          "h2",
          "h3",
          "p",
          "ul",
          "li",
          "strong",
          "small",
          "span",
          "bdi",
          "dl",
          "dt",
          "dd",
          "div",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "details",
          "summary",
          "figure",
          "figcaption",
          "img");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "lang",
          "charset",
          "http-equiv",
          "content",
          "name",
          "id",
          "class",
          "scope",
          "style",
          "alt",
          "src");
  private static final Set<String> WITHOUT_END = Set.of("!DOCTYPE", "meta", "img");

  @TempDir static Path folder;
  private static PreparedDataset dataset;
  private static DatasetDescription description;
  private static String page;
  private static String text;

  @BeforeAll
  static void describe() throws IOException {
    dataset = OddDataset.prepare(folder);
    description = new DatasetDescriber(OddDataset.configuration(), dataset).describe();
    text = write("");
    page = Files.readString(folder.resolve("dataset/description.html"));
  }

  private static String write(String output) throws IOException {
    return Description.write(LocalSpark.session(), OddDataset.configuration(), dataset, output);
  }

  @Test
  void nothingOfTheCorpusBecomesMarkup() {
    String body = page.substring(page.indexOf("</style>") + "</style>".length());
    Matcher tags = TAG.matcher(page.substring(0, page.indexOf("<style>")) + body);
    List<String> open = new ArrayList<>();
    while (tags.find()) {
      assertTrue(TAGS.contains(tags.group(2)), tags.group());
      if (tags.group(1).isEmpty() && !WITHOUT_END.contains(tags.group(2))) {
        open.add(tags.group(2));
      } else if (!tags.group(1).isEmpty()) {
        assertEquals(open.remove(open.size() - 1), tags.group(2), tags.group());
      }
      if (!tags.group(2).equals("!DOCTYPE")) {
        attributes(tags.group(3));
      }
    }
    assertEquals(List.of(), open);
    assertFalse(page.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n'));
    assertFalse(page.contains("\u202E"));
  }

  private static void attributes(String text) {
    Matcher attributes = ATTRIBUTE.matcher(text);
    int end = 0;
    while (attributes.find()) {
      assertEquals(end, attributes.start(), text);
      end = attributes.end();
      assertTrue(ATTRIBUTES.contains(attributes.group(1)), text);
      if (attributes.group(1).equals("src")) {
        assertTrue(attributes.group(2).matches("data:image/jpeg;base64,[A-Za-z0-9+/]+=*"), text);
      }
    }
    assertEquals(text.length(), end, text);
  }

  @Test
  void hostileLabelsAreShownAsTheyAre() {
    assertTrue(page.contains("<bdi>&lt;i onclick=alert(1)&gt;evil&lt;/i&gt;</bdi>"));
    assertTrue(page.contains("<bdi>&lt;script&gt;alert('1')&lt;/script&gt;</bdi>"));
    assertTrue(page.contains("<bdi>\"&gt;&lt;img src=http://x/y.png onerror=alert(2)&gt;</bdi>"));
    assertTrue(page.contains("<bdi>\uFFFDgnp&amp;amp;\uFFFD</bdi>"));
    assertTrue(page.contains("<bdi>&lt;b&gt;lost&lt;/b&gt;</bdi>"));
    assertFalse(text.contains("\u202E") || text.contains("\u0007"), text);
  }

  @Test
  void nothingIsFetchedOrRun() {
    assertTrue(
        page.contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " img-src data:; style-src 'unsafe-inline'\">"));
    assertFalse(page.contains("url("));
    assertFalse(page.contains("@import"));
    assertFalse(page.contains("<script"));
    assertFalse(page.contains("<link"));
  }

  @Test
  void thePageHasTheNumbersOfTheDescription() {
    List<List<String>> rows = rows();
    for (LabelDescription label : description.labels()) {
      for (ValueCount value : label.values()) {
        assertTrue(rows.contains(row(value.value(), value.pictures())), value.toString());
      }
      if (!label.values().isEmpty()) {
        assertTrue(rows.contains(row("missing", label.missing())), label.name());
      }
    }
    for (String label : description.compared()) {
      List<String> expected = new ArrayList<>(List.of(PlainText.line(label)));
      for (String other : description.compared()) {
        expected.add(label.equals(other) ? "" : strength(label, other));
      }
      assertTrue(rows.contains(expected), expected + " in " + rows);
    }
    for (Rejects.Reason reason : description.rejects().reasons()) {
      assertTrue(rows.contains(List.of(Figures.count(reason.lines()), reason.kind())));
    }
    for (RejectedLine line : description.rejects().first()) {
      assertTrue(rows.contains(List.of(line.image(), line.id(), line.reason())), rows.toString());
    }
    for (Split split : Split.values()) {
      String tile = "<span class=\"name\">" + split.label() + "</span><span class=\"figure\">";
      assertTrue(page.contains(tile + description.pictures().in(split) + "</span>"));
    }
    assertEquals(24 * 3, page.split("<img ", -1).length - 1);
  }

  private static String strength(String label, String other) {
    String strength = Figures.measure(description.strength(label, other));
    return strength.equals("1.00") ? strength + " !" : strength;
  }

  private static List<String> row(String value, PerSplit pictures) {
    return Stream.concat(
            Stream.of(PlainText.line(value)),
            Stream.of(pictures.train(), pictures.validation(), pictures.test(), pictures.total())
                .map(Figures::count))
        .toList();
  }

  /** The cells of all tables' rows, without markup. */
  private static List<List<String>> rows() {
    return Pattern.compile("<tr[^>]*>(.*?)</tr>", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(row -> cells(row.group(1)))
        .toList();
  }

  private static List<String> cells(String row) {
    return Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>", Pattern.DOTALL)
        .matcher(row)
        .results()
        .map(cell -> cell.group(1).replaceAll("</?bdi>", ""))
        .map(cell -> cell.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .toList();
  }

  @Test
  void whatStandsOutIsSaidOnPageAndTerminal() {
    for (String sentence :
        List.of(
            "The test split is empty: there is nothing to measure accuracies on.",
            "The metrics kind and shape say nearly the same (V = 1.00), but the method assumes that"
                + " metrics complement each other: leave one out, or give them less weight.",
            "The label same is constant: every picture that has it says same, so it tells nothing"
                + " apart.",
            "The label none is missing everywhere.",
            "3 pictures of the corpus were rejected (4.8 %); rejects.jsonl says why.")) {
      assertTrue(page.contains(sentence), sentence);
      assertTrue(text.contains(sentence), sentence);
    }
    assertTrue(
        text.contains(
            "The metrics do not all complement each other: the most alike are kind and shape with"
                + " V = 1.00."),
        text);
    assertTrue(text.indexOf("Warning: ") < text.indexOf("Note: "), text);
  }

  @Test
  void labelsThatAreNoMetricsAreNotWarnedOf() {
    List<Finding> findings = Findings.of(describe("metrics=[shape, tags]"));
    assertTrue(
        findings.contains(
            Finding.note(
                "The label kind is not trained on, but says nearly the same as the metric shape (V"
                    + " = 1.00): a probe of it tells little about what the encoder learned"
                    + " besides.")),
        findings.toString());
    assertTrue(
        Findings.of(describe("metrics=[none]"))
            .contains(Finding.warning("The metric none is missing everywhere.")));
  }

  /** Metrics decide over the words only, so the counts can stay. */
  private static DatasetDescription describe(String metrics) {
    Set<String> names = Set.of(metrics.replaceAll(".*\\[|\\].*", "").split(", "));
    return new DatasetDescription(
        description.origin(),
        description.pictures(),
        description.labels().stream().map(label -> withMetric(label, names)).toList(),
        description.tooManyValues(),
        description.associations(),
        description.rejects(),
        description.views(),
        description.samples());
  }

  private static LabelDescription withMetric(LabelDescription label, Set<String> names) {
    return new LabelDescription(
        label.name(),
        label.kind(),
        names.contains(label.name()),
        label.missing(),
        label.present(),
        label.values(),
        label.numbers());
  }

  @Test
  void theSameAgainIsTheSamePage() {
    assertEquals(page, DescriptionPage.of(description));
    assertEquals(
        text,
        DescriptionText.of(description)
            + "\nPage: "
            + dataset.location()
            + "/description.html"
            + "\n");
  }

  @Test
  void anotherSeedShowsOtherViewsOfTheSamePictures() {
    CardPainter.Settings settings = CardPainter.Settings.of(OddDataset.configuration("seed=2"));
    List<SampleCard> others = ContactSheet.of(dataset, settings);
    for (int i = 0; i < others.size(); i++) {
      CardPictures one = description.samples().get(i).pictures();
      CardPictures other = others.get(i).pictures();
      assertArrayEquals(one.picture(), other.picture());
      assertFalse(Arrays.equals(one.views().get(0), other.views().get(0)));
    }
  }

  @Test
  void aFolderIsNoPage() {
    IOException e = assertThrows(IOException.class, () -> write(folder.toString()));
    assertTrue(e.getMessage().startsWith("Cannot write the page to " + folder), e.getMessage());
    assertTrue(e.getMessage().contains("it is a folder"), e.getMessage());
  }
}
