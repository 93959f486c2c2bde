package io.mscon.eval.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.eval.LocalSpark;
import io.mscon.eval.study.ComparisonPlan.Member;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure of a comparison, made again from what lies in the runs' folders. */
class ComparisonTest {
  private static final double CLOSE = 1e-12;
  private static final List<String> PLACES = List.of("128", "32");

  @TempDir Path folder;

  @Test
  void everyFigureFollowsFromTheRunsFiles() throws IOException {
    List<SyntheticRun> runs = study();
    List<CSVRecord> rows = compare(List.of(folder.toString()));

    for (String task : List.of("kind", "brand")) {
      for (int place = 0; place < 2; place++) {
        double first = runs.get(2 * place).top1(task);
        double second = runs.get(2 * place + 1).top1(task);
        CSVRecord row = row(rows, "top1", task, PLACES.get(place));
        assertEquals("2", row.get("seeds"));
        assertEquals((first + second) / 2, number(row, "mean"), CLOSE);
        assertEquals(
            Math.abs(first - second) / Math.sqrt(2), number(row, "standard_deviation"), CLOSE);
      }
      assertDifference(rows, runs, task);
      assertTransfer(rows, runs, task, "LINEAR,1.0", "100 % of the labels");
      assertTransfer(rows, runs, task, "LINEAR,0.1", "10 % of the labels");
      assertTransfer(rows, runs, task, "NEAREST_NEIGHBOURS,1.0", "nearest neighbours");
    }
    CSVRecord mean = row(rows, "mean_top1", "", "128");
    assertEquals(
        Stream.of(runs.get(0), runs.get(1))
            .mapToDouble(run -> (run.top1("kind") + run.top1("brand")) / 2)
            .average()
            .orElseThrow(),
        number(mean, "mean"),
        CLOSE);
    assertTraining(rows, runs);
    assertEquals(0.5, number(row(rows, "random_encoder_top1", "kind", "32"), "mean"), CLOSE);
    assertEquals(2 * (3 + 3 + 6 + 2 + 2 + 3), rows.size());
  }

  private static void assertTransfer(
      List<CSVRecord> rows, List<SyntheticRun> runs, String task, String key, String title) {
    for (int place = 0; place < 2; place++) {
      double first = runs.get(2 * place).transfer.get(task + "," + key);
      double second = runs.get(2 * place + 1).transfer.get(task + "," + key);
      CSVRecord row = row(rows, "transfer_top1", task + ", " + title, PLACES.get(place));
      assertEquals((first + second) / 2, number(row, "mean"), CLOSE);
    }
  }

  private static void assertDifference(List<CSVRecord> rows, List<SyntheticRun> runs, String task) {
    assertEquals("", row(rows, "top1", task, "128").get("difference"));
    CSVRecord row = row(rows, "top1", task, "32");
    double[] differences = new double[SyntheticRun.PICTURES];
    int place = 0;
    for (String id : runs.get(0).right.get(task).keySet()) {
      for (int run = 0; run < 4; run++) {
        differences[place] += runs.get(run).right.get(task).get(id) ? (run < 2 ? -0.5 : 0.5) : 0;
      }
      place++;
    }
    assertEquals(Arrays.stream(differences).average().orElse(0), number(row, "difference"), CLOSE);
    // Other random numbers: the interval's ends agree to what 1,000 resamples tell.
    Random random = new Random(3);
    double[] means = new double[20_000];
    for (int i = 0; i < means.length; i++) {
      means[i] = random.ints(40, 0, 40).mapToDouble(draw -> differences[draw]).average().orElse(0);
    }
    Arrays.sort(means);
    assertEquals(means[500], number(row, "difference_low"), 0.03);
    assertEquals(means[19_500], number(row, "difference_high"), 0.03);
  }

  private static void assertTraining(List<CSVRecord> rows, List<SyntheticRun> runs)
      throws IOException {
    double[] speeds = new double[2];
    double[] overheads = new double[2];
    double[] excess = new double[2];
    double[] sigmas = new double[2];
    for (int run = 0; run < 2; run++) {
      double seconds = 0;
      double images = 0;
      double compute = 0;
      for (int step = 4; step <= 6; step++) {
        JsonNode line = new ObjectMapper().readTree(runs.get(run).steps.get(step));
        seconds += line.get("seconds").asDouble();
        images += line.get("seconds").asDouble() * line.get("imagesPerSecond").asDouble();
        compute += line.get("times").get("compute").asDouble();
        // The last epoch has two steps.
        excess[run] += step > 4 ? line.get("excess").get("colour").asDouble() / 2 : 0;
        sigmas[run] = Math.exp(line.get("logVariances").get(1).asDouble());
      }
      speeds[run] = images / seconds;
      overheads[run] = 1 - compute / seconds;
    }
    assertMean(speeds, row(rows, "images_per_second", "", "128"));
    assertMean(overheads, row(rows, "overhead", "", "128"));
    assertMean(excess, row(rows, "excess", "colour", "128"));
    assertMean(sigmas, row(rows, "sigma_squared", "colour", "128"));
    assertEquals(1003, number(row(rows, "memory", "", "128"), "mean"));
  }

  private static void assertMean(double[] values, CSVRecord row) {
    assertEquals((values[0] + values[1]) / 2, number(row, "mean"), CLOSE);
  }

  @Test
  void theTablesAndThePageHoldTheFigures() throws IOException {
    List<SyntheticRun> runs = study();
    Storage output = output();
    String markdown = Comparisons.write(LocalSpark.session(), List.of(folder.toString()), output);

    double first = 100 * runs.get(0).top1("kind");
    double second = 100 * runs.get(1).top1("kind");
    String cell =
        "%.2f ± %.2f".formatted((first + second) / 2, Math.abs(first - second) / Math.sqrt(2));
    assertTrue(markdown.contains("| " + cell + " |"), markdown);
    assertTrue(markdown.contains("| run         | global-batch | n |"), markdown);
    assertTrue(markdown.contains("   kind (in) |  brand (out) |"), markdown);
    assertTrue(markdown.contains("Points of top-1 above all & <one>, 128, with 95 %"), markdown);
    assertTrue(markdown.contains("Not finished: lost.\n"), markdown);
    assertTrue(
        Pattern.compile("\\| random encoder +\\| +\\| +\\|( +50.00 ± 0.00 \\|){3}\n")
            .matcher(markdown)
            .find(),
        markdown);
    assertTrue(markdown.contains("Top-1 with nearest neighbours in %, mean ± standard deviation"));
    assertEquals(markdown, output.readText(Comparisons.MARKDOWN));

    String latex = output.readText(Comparisons.LATEX);
    assertTrue(latex.contains(cell.replace("±", "$\\pm$") + " & "), latex);
    assertTrue(latex.contains("    all \\& <one> & 128 & 2 & "), latex);
    assertTrue(latex.contains("$\\sigma$$^2$ kind"), latex);

    String page = output.readText(Comparisons.PAGE);
    assertTrue(page.contains("<td class=\"n\">" + cell + "</td>"), page);
    assertTrue(page.contains("all &amp; &lt;one&gt;"), page);
    // A plot for each of 3 accuracies, 2 tasks' shares of labels, 2 sigmas, 2 excess, speed,
    // memory,
    // overhead.
    assertEquals(12, page.split("<svg ", -1).length - 1);
    assertTrue(page.contains("aria-label=\"top-1 of kind (%) against train.global-batch\""));
    assertFalse(page.contains("NaN") || page.contains("rgb(1,"), page);
    assertFalse(page.contains("<script") || page.contains("http:") || page.contains("url(http"));
  }

  @Test
  void theSameRunsGiveTheSameFiles() throws IOException {
    study();
    List<String> first = files(List.of(folder.toString()));
    assertEquals(first, files(List.of(folder.toString())));
  }

  private List<String> files(List<String> folders) throws IOException {
    Storage output = output();
    Comparisons.write(LocalSpark.session(), folders, output);
    List<String> texts = new ArrayList<>();
    for (String name : output.list("")) {
      texts.add(output.readText(name));
    }
    assertEquals(4, texts.size());
    return texts;
  }

  @Test
  void singleRunsOfTheSameSettingsAreAveraged() throws IOException {
    new SyntheticRun(folder.resolve("wide-seed-1"), 1, 0.6, "d", "kind");
    new SyntheticRun(folder.resolve("wide-seed-2"), 2, 0.6, "d", "kind");
    new SyntheticRun(folder.resolve("narrow"), 1, 0.7, "d", "kind", "brand");
    List<CSVRecord> rows =
        compare(
            Stream.of("wide-seed-1", "wide-seed-2", "narrow")
                .map(name -> folder.resolve(name).toString())
                .toList());
    assertEquals(
        List.of("wide", "narrow"),
        rows.stream()
            .filter(row -> row.get("figure").equals("top1") && row.get("of").equals("kind"))
            .map(row -> row.get("run"))
            .toList());
    // Only one of them has the task, so there is nothing to compare or to average.
    assertEquals(
        List.of("narrow"),
        rows.stream()
            .filter(row -> row.get("figure").equals("top1") && row.get("of").equals("brand"))
            .map(row -> row.get("run"))
            .toList());
    assertEquals(1, rows.stream().filter(row -> row.get("figure").equals("mean_top1")).count());
  }

  @Test
  void runsOfOtherPicturesAreRefused() throws IOException {
    new SyntheticRun(folder.resolve("a"), 1, 0.6, "d", "kind");
    new SyntheticRun(folder.resolve("b"), 1, 0.7, "e", "kind");
    IOException refused =
        assertThrows(
            IOException.class,
            () -> compare(List.of(folder.resolve("a").toString(), folder.resolve("b").toString())));
    assertTrue(refused.getMessage().contains("datasets with content e and d"), refused.toString());
  }

  @Test
  void foldersWithoutRunsAreNamed() throws IOException {
    String nothing = folder.resolve("nothing").toString();
    assertEquals(
        "Cannot compare "
            + nothing
            + ": it is neither a study (study.json) nor a trained and probed run (probe.json)",
        assertThrows(IOException.class, () -> compare(List.of(nothing))).getMessage());
    new ComparisonPlan("t", "", List.of(new Member("cells/x", "x", "")))
        .write(HadoopStorage.open(nothing, new Configuration()));
    assertTrue(
        assertThrows(IOException.class, () -> compare(List.of(nothing)))
            .getMessage()
            .contains("no run is trained and probed (run mscon study)"));
  }

  @Test
  void latexReadsWhatTheTextSays() {
    assertEquals(
        "a\\_b \\& 5 \\% \\$x\\$ \\#1 \\{c\\} \\textbackslash{} \\textasciitilde{}"
            + " \\textasciicircum{} --",
        ComparisonLatex.escaped("a_b & 5 % $x$ #1 {c} \\ ~ ^ –"));
    assertEquals(
        "$-$1.25 [$-$2.00, +0.5] e-3 seed-1",
        ComparisonLatex.escaped("-1.25 [-2.00, +0.5] e-3 seed-1"));
  }

  /** Two batches, two seeds each, and a run that is not finished. */
  private List<SyntheticRun> study() throws IOException {
    List<SyntheticRun> runs = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (int place = 0; place < 2; place++) {
      for (int seed = 1; seed <= 2; seed++) {
        String run = "cells/batch-" + PLACES.get(place) + "-seed-" + seed;
        runs.add(
            new SyntheticRun(folder.resolve(run), seed, 0.6 + 0.2 * place, "d", "kind", "brand"));
        members.add(new Member(run, "all & <one>", PLACES.get(place)));
      }
    }
    members.add(new Member("cells/lost", "all & <one>", "64"));
    new ComparisonPlan("Batches", "train.global-batch", members)
        .write(HadoopStorage.open(folder.toString(), new Configuration()));
    return runs;
  }

  private Storage output() throws IOException {
    return HadoopStorage.open(folder.resolve("out").toString(), new Configuration());
  }

  private List<CSVRecord> compare(List<String> folders) throws IOException {
    Storage output = output();
    Comparisons.write(LocalSpark.session(), folders, output);
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .build()
        .parse(new StringReader(output.readText(Comparisons.CSV)))
        .getRecords();
  }

  private static CSVRecord row(List<CSVRecord> rows, String figure, String of, String place) {
    return rows.stream()
        .filter(row -> row.get("figure").equals(figure) && row.get("of").equals(of))
        .filter(row -> row.get("place").equals(place))
        .findFirst()
        .orElseThrow();
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
