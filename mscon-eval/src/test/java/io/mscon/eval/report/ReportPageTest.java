package io.mscon.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.eval.LocalSpark;
import io.mscon.eval.embed.RunTables;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import io.mscon.run.RunFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number of the page is made again from the run's files. */
class ReportPageTest {
  private static final double EXACT = 1e-12;
  private static final double FLOAT = 1e-6;
  private static final int RESAMPLES = 1000;

  @TempDir static Path folder;
  private static GoldenRun golden;
  private static Document page;
  private static List<Row> predictions;
  private static List<JsonNode> steps;

  @BeforeAll
  static void write() throws IOException {
    golden = new GoldenRun(folder);
    golden.write();
    Report.write(LocalSpark.session(), golden.run, golden.dataset.location());
    page = Jsoup.parse(golden.run.readText(RunFiles.REPORT_PAGE));
    predictions =
        LocalSpark.session()
            .read()
            .parquet(RunTables.path(golden.run, RunFiles.PREDICTIONS))
            .collectAsList();
    steps = new ArrayList<>();
    for (String line : golden.run.readText(RunFiles.METRICS).lines().toList()) {
      JsonNode node = new ObjectMapper().readTree(line);
      if (node.path("type").asText().equals("step")) {
        steps.add(node);
      }
    }
  }

  private static Element figure(String name) {
    List<Element> found =
        page.getAllElements().stream()
            .filter(element -> element.attr("data-figure").equals(name))
            .toList();
    assertEquals(1, found.size(), name);
    return found.get(0);
  }

  private static double value(String name) {
    return Double.parseDouble(figure(name).attr("data-value"));
  }

  @Test
  void figuresOfProbesAreThoseOfThePredictions() {
    String probe = "probe/" + GoldenRun.KIND + "/";
    assertEquals(predictions.size(), value(probe + "test"), EXACT);
    assertInterval(probe + "top1", row -> same(row, "predicted"));
    assertInterval(probe + "random", row -> same(row, "randomEncoder"));
    assertInterval(probe + "majority", row -> same(row, "majority"));
    assertInterval(probe + "gain", row -> same(row, "predicted") - same(row, "randomEncoder"));
    assertInterval(
        probe + "top5",
        row -> row.<Integer>getAs("rank") >= 1 && row.<Integer>getAs("rank") <= 5 ? 1 : 0);
    double recalls = 0;
    double f1 = 0;
    for (String value : GoldenRun.VALUES) {
      double has = count("label", value);
      double given = count("predicted", value);
      double right =
          predictions.stream()
              .filter(row -> is(row, "label", value) && is(row, "predicted", value))
              .count();
      recalls += right / has / 4;
      f1 += 2 * right / (has + given) / 4;
    }
    assertEquals(recalls, value(probe + "balanced-accuracy"), EXACT);
    assertEquals(f1, value(probe + "macro-f1"), EXACT);
    assertEquals(value(probe + "top1"), value("probe-mean/top1"), EXACT);
    assertEquals(value(probe + "gain"), value("probe-mean/gain"), EXACT);
  }

  private static double same(Row row, String answer) {
    return is(row, answer, row.getAs("label")) ? 1 : 0;
  }

  private static boolean is(Row row, String column, String value) {
    return row.<String>getAs(column).equals(value);
  }

  private static double count(String column, String value) {
    return predictions.stream().filter(row -> is(row, column, value)).count();
  }

  /** The mean of something, and the percentiles of its mean over the run's resamples. */
  private static void assertInterval(String name, ToDoubleFunction<Row> of) {
    assertInterval(name, predictions, of);
  }

  private static void assertInterval(String name, List<Row> rows, ToDoubleFunction<Row> of) {
    double[] values = rows.stream().mapToDouble(of).toArray();
    assertEquals(Arrays.stream(values).average().orElseThrow(), value(name), EXACT, name);
    RandomStream random =
        RandomStream.of(
            GoldenRun.SEED, RandomUse.BOOTSTRAP, RandomStream.coordinateOf(GoldenRun.KIND));
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int k = 0; k < values.length; k++) {
        means[i] += values[random.nextInt(values.length)] / values.length;
      }
    }
    Arrays.sort(means);
    assertEquals(means[25], Double.parseDouble(figure(name).attr("data-low")), 1e-9, name);
    assertEquals(means[974], Double.parseDouble(figure(name).attr("data-high")), 1e-9, name);
  }

  @Test
  void figuresOfFewerLabelsAndNeighboursAreThoseOfTheirPredictions() {
    assertTransfer("5 % of the labels", "linear", 0.05);
    assertTransfer("100 % of the labels", "linear", 1);
    assertTransfer("nearest neighbours", "nearest-neighbours", 1);
  }

  private static void assertTransfer(String title, String probe, double share) {
    List<Row> answers =
        LocalSpark.session()
            .read()
            .parquet(RunTables.path(golden.run, RunFiles.TRANSFER_PREDICTIONS))
            .where(functions.col("probe").equalTo(probe))
            .where(functions.col("labelShare").equalTo(share))
            .collectAsList();
    assertEquals(predictions.size(), answers.size(), title);
    String name = "transfer/" + GoldenRun.KIND + "/" + title;
    assertInterval(name, answers, row -> same(row, "predicted"));
  }

  @Test
  void shownFiguresAreTheExactOnesRounded() {
    for (Element cell : page.select(".probes td[data-figure], .transfer td[data-figure]")) {
      double value = Double.parseDouble(cell.attr("data-value"));
      boolean count = cell.attr("data-figure").matches(".*/(classes|test)");
      assertEquals(
          count ? value : 100 * value, Double.parseDouble(cell.ownText()), 0.00501, cell.html());
    }
  }

  @Test
  void confusionIsThatOfThePredictions() {
    List<String> names = page.select(".confusion tbody th").stream().map(Element::text).toList();
    assertEquals(new TreeSet<>(GoldenRun.VALUES), new TreeSet<>(names));
    for (int row = 0; row < names.size(); row++) {
      for (int column = 0; column < names.size(); column++) {
        String has = names.get(row);
        String given = names.get(column);
        long expected =
            predictions.stream()
                .filter(p -> is(p, "label", has) && is(p, "predicted", given))
                .count();
        String name = "confusion/%s/%d/%d".formatted(GoldenRun.KIND, row, column);
        assertEquals(expected, value(name), EXACT, name);
        String shown = figure(name).text();
        assertEquals(expected, shown.equals("·") ? 0 : Long.parseLong(shown));
      }
    }
  }

  @Test
  void curvesAreThoseOfTheMetrics() {
    assertCurve("Loss that is minimised", "loss", step -> step.path("loss").asDouble());
    assertCurve(
        "Loss of each metric",
        GoldenRun.KIND,
        step -> step.path("metricLoss").path(GoldenRun.KIND).asDouble());
    assertCurve(
        "Loss beyond the targets' entropy",
        GoldenRun.KIND,
        step -> step.path("excess").path(GoldenRun.KIND).asDouble());
    assertCurve(
        "σ of each metric",
        GoldenRun.KIND,
        step -> Math.exp(step.path("logVariances").get(0).asDouble() / 2));
    assertCurve(
        "Weight of each metric's gradient",
        GoldenRun.KIND,
        step -> step.path("weights").path(GoldenRun.KIND).asDouble());
    assertCurve("Learning rate", "learning rate", step -> step.path("learningRate").asDouble());
    assertCurve("Pictures a second", "pictures/s", step -> step.path("imagesPerSecond").asDouble());
    assertTrue(page.select("#training .remark").text().contains("the mean of 2 lines"));
  }

  private static void assertCurve(String title, String name, ToDoubleFunction<JsonNode> of) {
    double[][] curve = curve(title, name);
    assertEquals(155, curve[0].length);
    for (int i = 0; i < 155; i++) {
      JsonNode first = steps.get(2 * i);
      JsonNode second = steps.get(2 * i + 1);
      assertEquals(second.path("step").asDouble(), curve[0][i], EXACT);
      double mean = (of.applyAsDouble(first) + of.applyAsDouble(second)) / 2;
      assertEquals(mean, curve[1][i], FLOAT * Math.abs(mean), title);
    }
  }

  private static double[][] curve(String title, String name) {
    Element chart =
        page.select("figure.chart").stream()
            .filter(figure -> figure.select("h3").text().equals(title))
            .findFirst()
            .orElseThrow(() -> new AssertionError(title));
    Element line =
        chart.select("[data-series]").stream()
            .filter(values -> values.attr("data-series").equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError(name));
    return new double[][] {numbers(line.attr("data-x")), numbers(line.attr("data-y"))};
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void healthShowsWhateverNumbersAndWordsThereAre() {
    double[][] rank = curve("heads effective rank", GoldenRun.KIND);
    assertEquals("[100.0, 200.0, 300.0]", Arrays.toString(rank[0]));
    assertEquals("[2.0, 4.0, 6.0]", Arrays.toString(rank[1]));
    assertEquals(3, curve("gradient norm", "gradient norm")[0].length);
    assertEquals(
        List.of(
            "Step 310: collapse of <i>x</i>",
            "Step 200: collapse of %s is 0.05 (threshold 0.1); lower <b>it</b>"
                .formatted(GoldenRun.KIND)),
        page.select("#health .warning span").eachText());
  }

  @Test
  void epochsAndCostAreThoseOfTheMetrics() {
    List<JsonNode> second = steps.subList(155, 310);
    assertEquals(mean(second, s -> s.path("loss").asDouble()), value("epoch/2/loss"), 1e-9);
    assertEquals(
        mean(second, s -> s.path("imagesPerSecond").asDouble()),
        value("epoch/2/images-per-second"),
        1e-9);
    assertEquals(steps.get(309).path("learningRate").asDouble(), value("epoch/2/learning-rate"));
    double seconds = steps.stream().mapToDouble(s -> s.path("seconds").asDouble()).sum();
    double images =
        steps.stream()
            .mapToDouble(s -> s.path("seconds").asDouble() * s.path("imagesPerSecond").asDouble())
            .sum();
    assertEquals(seconds, value("cost/seconds"), 1e-9);
    assertEquals(images / seconds, value("cost/images-per-second"), 1e-9);
    double step = mean(second, s -> s.path("seconds").asDouble());
    double compute = mean(second, s -> s.path("times").path("compute").asDouble());
    assertEquals(compute, value("cost/part/compute"), 1e-9);
    assertEquals(
        mean(second, s -> s.path("times").path("wait").asDouble()), value("cost/part/wait"), 1e-9);
    assertEquals(1 - compute / step, value("cost/overhead"), 1e-9);
    double most =
        steps.stream().mapToDouble(s -> s.path("mebibytes").asDouble()).max().orElseThrow();
    assertEquals(most, value("cost/memory"), EXACT);
    assertEquals("1.50 GiB", figure("cost/memory").text());
  }

  @Test
  void otherFiguresAreThoseOfTheirFiles() {
    List<JsonNode> first = steps.subList(0, 155);
    ToDoubleFunction<JsonNode> kind = s -> s.path("metricLoss").path(GoldenRun.KIND).asDouble();
    assertEquals(mean(first, s -> s.path("loss").asDouble()), value("epoch/1/loss"), 1e-9);
    assertEquals(mean(first, kind), value("epoch/1/loss/" + GoldenRun.KIND), 1e-9);
    assertEquals(
        mean(steps.subList(155, 310), kind), value("epoch/2/loss/" + GoldenRun.KIND), 1e-9);
    assertEquals(steps.get(154).path("learningRate").asDouble(), value("epoch/1/learning-rate"));
    assertEquals(
        mean(first, s -> s.path("imagesPerSecond").asDouble()),
        value("epoch/1/images-per-second"),
        1e-9);
    assertEquals(155, value("epoch/1/steps"), EXACT);
    assertEquals(310, value("epoch/2/steps"), EXACT);
    assertEquals(GoldenRun.report().seconds(), value("cost/probe"), EXACT);
    assertEquals(4, value("probe/" + GoldenRun.KIND + "/classes"), EXACT);
    assertEquals(value("probe/" + GoldenRun.KIND + "/random"), value("probe-mean/random"), EXACT);
    assertEquals(
        value("probe/" + GoldenRun.KIND + "/majority"), value("probe-mean/majority"), EXACT);
    assertEquals(GoldenRun.PICTURES, value("data/test"), EXACT);
    assertEquals(3, value("data/tags/values"), EXACT);
    for (String split : List.of("train", "test")) {
      assertEquals(4, value("data/" + GoldenRun.KIND + "/missing-" + split), EXACT);
      assertEquals(0, value("data/tags/missing-" + split), EXACT);
      assertEquals(1, value("data/size/missing-" + split), EXACT);
    }
  }

  private static double mean(List<JsonNode> steps, ToDoubleFunction<JsonNode> of) {
    return steps.stream().mapToDouble(of).average().orElseThrow();
  }

  @Test
  void dataAreThoseOfTheManifest() {
    assertEquals(1200, value("data/train"), EXACT);
    assertEquals(0, value("data/validation"), EXACT);
    assertEquals(7, value("data/rejected"), EXACT);
    assertEquals(4, value("data/" + GoldenRun.KIND + "/values"), EXACT);
    assertEquals(1, value("data/size/missing-test"), EXACT);
  }

  /** The features lie in a plane, so the map must be that plane, turned and made smaller. */
  @Test
  void theMapKeepsDistancesAndTurnsTheLargestVarianceAcross() {
    List<Element> points = page.select("#map circle");
    assertEquals(GoldenRun.PICTURES, points.size());
    double[] x = points.stream().mapToDouble(p -> Double.parseDouble(p.attr("cx"))).toArray();
    double[] y = points.stream().mapToDouble(p -> Double.parseDouble(p.attr("cy"))).toArray();
    double scale = Math.hypot(x[0] - x[1], y[0] - y[1]) / distance(0, 1);
    for (int i = 0; i < points.size(); i++) {
      assertEquals(GoldenRun.id(i), points.get(i).select("title").text());
      for (int k = 0; k < i; k++) {
        assertEquals(
            distance(i, k) * scale, Math.hypot(x[i] - x[k], y[i] - y[k]), 0.5, i + " " + k);
      }
    }
    double across = covariance(x, x);
    double up = covariance(y, y);
    assertEquals(0, covariance(x, y) / across, 1e-3);
    Element svg = page.selectFirst("#map svg");
    double share = Double.parseDouble(svg.attr("data-first-share"));
    assertEquals(across / (across + up), share, 1e-3);
    assertEquals(1 - share, Double.parseDouble(svg.attr("data-second-share")), 1e-6);
    assertTrue(across > up);
  }

  private static double distance(int one, int other) {
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      sum += Math.pow(GoldenRun.features(one)[k] - GoldenRun.features(other)[k], 2);
    }
    return Math.sqrt(sum);
  }

  private static double covariance(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    return IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum();
  }

  @Test
  void neighboursAreTheNearestAndAgreementIsCounted() {
    long near = 0;
    long agree = 0;
    long all = 0;
    long chance = 0;
    for (int i = 0; i < GoldenRun.PICTURES; i++) {
      if (GoldenRun.hasKind(i)) {
        for (int k : nearest(i)) {
          near += GoldenRun.hasKind(k) ? 1 : 0;
          agree += GoldenRun.hasKind(k) && GoldenRun.kind(k).equals(GoldenRun.kind(i)) ? 1 : 0;
        }
        for (int k = 0; k < GoldenRun.PICTURES; k++) {
          if (k != i && GoldenRun.hasKind(k)) {
            all++;
            chance += GoldenRun.kind(k).equals(GoldenRun.kind(i)) ? 1 : 0;
          }
        }
      }
    }
    String name = "neighbours/" + GoldenRun.KIND + "/";
    assertEquals(36, value(name + "queries"), EXACT);
    assertEquals((double) agree / near, value(name + "share"), EXACT);
    assertEquals((double) chance / all, value(name + "chance"), EXACT);
  }

  @Test
  void setsAgreeInAValueAndNumbersInTheirQuarter() {
    assertAgreement(
        GoldenRun.TAGS,
        i -> true,
        (i, k) -> GoldenRun.tags(i).stream().anyMatch(GoldenRun.tags(k)::contains));
    // Sizes are 1 to 39 without 0: quarters begin at the 10th, 20th and 30th of them.
    IntUnaryOperator quarter = i -> i < 10 ? 0 : i < 20 ? 1 : i < 30 ? 2 : 3;
    assertAgreement(
        GoldenRun.SIZE, i -> i > 0, (i, k) -> quarter.applyAsInt(i) == quarter.applyAsInt(k));
  }

  private static void assertAgreement(
      String label, IntPredicate has, BiPredicate<Integer, Integer> agree) {
    double[] near = new double[2];
    double[] all = new double[2];
    int queries = 0;
    for (int i = 0; i < GoldenRun.PICTURES; i++) {
      if (has.test(i)) {
        int query = i;
        queries++;
        count(query, Arrays.stream(nearest(i)), has, agree, near);
        count(
            query, IntStream.range(0, GoldenRun.PICTURES).filter(k -> k != query), has, agree, all);
      }
    }
    String name = "neighbours/" + label + "/";
    assertEquals(queries, value(name + "queries"), EXACT);
    assertEquals(near[1] / near[0], value(name + "share"), EXACT);
    assertEquals(all[1] / all[0], value(name + "chance"), EXACT);
  }

  private static void count(
      int query,
      IntStream others,
      IntPredicate has,
      BiPredicate<Integer, Integer> agree,
      double[] counts) {
    others
        .filter(has)
        .forEach(
            k -> {
              counts[0]++;
              counts[1] += agree.test(query, k) ? 1 : 0;
            });
  }

  @Test
  void noFigureIsForgotten() {
    // What the other tests hold against the run's files; confusion has 4 rows of 4.
    String known =
        "probe/.*/(classes|test|top1|random|majority|gain|top5|balanced-accuracy|macro-f1)"
            + "|probe-mean/(top1|random|majority|gain)|confusion/.*/[0-3]/[0-3]"
            + "|epoch/[12]/(steps|loss|loss/.*|learning-rate|images-per-second)"
            + "|transfer/.*/(5 % of the labels|100 % of the labels|nearest neighbours)"
            + "|neighbours/.*/(queries|share|chance)"
            + "|data/(train|validation|test|rejected|.*/values|.*/missing-train|.*/missing-test)"
            + "|cost/(seconds|images-per-second|overhead|probe|memory|part/compute|part/wait)";
    List<String> names = page.select("[data-figure]").eachAttr("data-figure");
    assertEquals(List.of(), names.stream().filter(name -> !name.matches(known)).toList());
    assertEquals(9 + 4 + 16 + 10 + 3 + 9 + 4 + 8 + 7, names.size());
  }

  @Test
  void sheetsShowTheNearestAndMarkWhoAgrees() {
    List<Element> queries = page.select(".query");
    // One metric, six examples.
    assertEquals(6, queries.size());
    for (Element query : queries) {
      List<Element> figures = query.select("figure");
      int asked = number(figures.get(0).attr("data-id"));
      int[] nearest = nearest(asked);
      for (int k = 0; k < nearest.length; k++) {
        Element figure = figures.get(k + 1);
        assertEquals(nearest[k], number(figure.attr("data-id")));
        boolean agrees = GoldenRun.kind(nearest[k]).equals(GoldenRun.kind(asked));
        String mark = !GoldenRun.hasKind(nearest[k]) ? "missing" : agrees ? "agrees" : "differs";
        assertEquals(mark, figure.className());
        assertEquals(
            cosine(asked, nearest[k]), Double.parseDouble(figure.attr("data-cosine")), 6e-4);
        assertEquals(number(figure.attr("data-id")) == 5 ? 0 : 1, figure.select("img").size());
      }
    }
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(0, 2));
  }

  private static int[] nearest(int query) {
    return IntStream.range(0, GoldenRun.PICTURES)
        .filter(i -> i != query)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -cosine(query, i)).thenComparing(i -> i))
        .limit(5)
        .mapToInt(i -> i)
        .toArray();
  }

  private static double cosine(int one, int other) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int k = 0; k < 4; k++) {
      product += (double) GoldenRun.features(one)[k] * GoldenRun.features(other)[k];
      first += (double) GoldenRun.features(one)[k] * GoldenRun.features(one)[k];
      second += (double) GoldenRun.features(other)[k] * GoldenRun.features(other)[k];
    }
    return product / (Math.sqrt(first) * Math.sqrt(second));
  }

  @Test
  void nothingOfTheRunBecomesMarkupAndNothingIsFetched() throws Exception {
    assertEquals(0, page.select("script, b[onerror], i, link, iframe, object").size());
    assertEquals(0, page.select("body style").size());
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        assertFalse(attribute.getKey().startsWith("on"), element.outerHtml());
        if (List.of("src", "href").contains(attribute.getKey())) {
          assertTrue(attribute.getValue().startsWith("data:image/jpeg;base64,"));
        }
      }
    }
    assertTrue(page.text().contains(GoldenRun.SCRIPT));
    assertFalse(page.selectFirst("style").data().matches("(?s).*(url\\(|@import).*"));
    List<Element> drawings = page.select("svg");
    assertTrue(drawings.size() >= 9, drawings.size() + " drawings");
    String source = golden.run.readText(RunFiles.REPORT_PAGE);
    int end = 0;
    for (int i = 0; i < drawings.size(); i++) {
      int begin = source.indexOf("<svg", end);
      end = source.indexOf("</svg>", begin) + "</svg>".length();
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(
              new ByteArrayInputStream(
                  source.substring(begin, end).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void theSameRunHasTheSamePage() throws IOException {
    String before = golden.run.readText(RunFiles.REPORT_PAGE);

    Report.write(LocalSpark.session(), golden.run, golden.dataset.location());

    assertEquals(before, golden.run.readText(RunFiles.REPORT_PAGE));
  }

  @Test
  void theModelCardSaysWhatTheModelIs() throws IOException {
    String card = golden.run.readText(RunFiles.MODEL_CARD);

    assertFalse(card.matches("(?s).*\\{[a-z]+}.*"), card);
    assertTrue(card.contains("- content hash: content\n"), card);
    assertTrue(card.contains("- train: 1,200 pictures\n"), card);
    assertTrue(card.contains("ki\\<b\\>nd \\& \"x\" (4 values)"), card);
    assertTrue(card.contains("Of the weights: not stated."), card);
    assertTrue(card.contains(String.format("%.2f [", 100 * GoldenRun.report().meanTop1())), card);
    assertFalse(card.contains("<script>"));
  }
}
