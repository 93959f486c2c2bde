package io.mscon.eval.describe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.LabelSchema;
import io.mscon.data.Split;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number is held against one that is computed from the samples in a plain way. */
class DatasetDescriberTest {
  private static final double CLOSE = 1e-9;

  @TempDir static Path folder;
  private static PreparedDataset dataset;
  private static DatasetDescription description;
  private static List<Row> rows;

  @BeforeAll
  static void describe() throws IOException {
    dataset = OddDataset.prepare(folder);
    description = new DatasetDescriber(OddDataset.configuration(), dataset).describe();
    rows = dataset.samples().drop("image").collectAsList();
  }

  @Test
  void splitsAreCounted() {
    assertEquals(OddDataset.PICTURES, description.pictures().total());
    for (Split split : Split.values()) {
      assertEquals(count(row -> in(row, split)), description.pictures().in(split));
    }
    assertEquals(0, description.pictures().test());
  }

  @Test
  void valuesAndMissingLabelsAreCounted() {
    assertEquals(
        dataset.manifest().labelNames(),
        description.labels().stream().map(LabelDescription::name).toList());
    for (LabelDescription label : description.labels()) {
      for (Split split : Split.values()) {
        assertEquals(
            count(row -> in(row, split) && values(row, label.name()).isEmpty()),
            label.missing().in(split));
        assertEquals(
            count(row -> in(row, split) && !values(row, label.name()).isEmpty()),
            label.present().in(split));
        if (!label.continuous()) {
          label
              .values()
              .forEach(
                  value ->
                      assertEquals(
                          count(
                              row ->
                                  in(row, split)
                                      && values(row, label.name()).contains(value.value())),
                          value.pictures().in(split),
                          label.name() + value));
        }
      }
    }
    LabelDescription tags = label("tags");
    assertEquals(
        Set.of("a", "b0", "b1", "b2", "c"),
        Set.copyOf(tags.values().stream().map(ValueCount::value).toList()));
    assertEquals(label("none").missing().total(), OddDataset.PICTURES);
  }

  @Test
  void frequentValuesComeFirst() {
    for (LabelDescription label : description.labels()) {
      if (!label.continuous()) {
        List<Long> counts = label.values().stream().map(value -> value.pictures().total()).toList();
        assertEquals(counts.stream().sorted(Comparator.reverseOrder()).toList(), counts);
      }
    }
  }

  @Test
  void imbalanceAndEvennessFollowFromTheCounts() {
    for (String name : List.of("kind", "tags", OddDataset.HOSTILE_LABEL)) {
      Map<String, Long> counts = new TreeMap<>();
      rows.forEach(row -> values(row, name).forEach(value -> counts.merge(value, 1L, Long::sum)));
      double all = counts.values().stream().mapToLong(count -> count).sum();
      double bits = 0;
      for (long count : counts.values()) {
        bits -= count / all * Math.log(count / all) / Math.log(2);
      }
      double most = Math.log(counts.size()) / Math.log(2);
      LongRange range = LongRange.of(counts);
      assertEquals(
          range.greatest() / (double) range.least(), label(name).imbalance().getAsDouble(), CLOSE);
      assertEquals(bits / most, label(name).evenness().getAsDouble(), CLOSE);
    }
    assertEquals(OptionalDouble.of(1), label("same").imbalance());
    assertEquals(OptionalDouble.empty(), label("same").evenness());
    assertEquals(OptionalDouble.empty(), label("none").imbalance());
    assertEquals(OptionalDouble.empty(), label("heel").imbalance());
  }

  private record LongRange(long least, long greatest) {
    static LongRange of(Map<String, Long> counts) {
      List<Long> sorted = counts.values().stream().sorted().toList();
      return new LongRange(sorted.get(0), sorted.get(sorted.size() - 1));
    }
  }

  @Test
  void numbersAreSummarised() {
    List<Double> heels = heels();
    NumberSummary numbers = label("heel").numbers().orElseThrow();
    assertEquals(heels.get(0), numbers.minimum());
    assertEquals(heels.get(heels.size() - 1), numbers.maximum());
    assertEquals(
        heels.stream().mapToDouble(heel -> heel).average().orElseThrow(), numbers.mean(), CLOSE);
    assertEquals(quantile(heels, 0.25), numbers.lowerQuartile(), CLOSE);
    assertEquals(quantile(heels, 0.5), numbers.median(), CLOSE);
    assertEquals(quantile(heels, 0.75), numbers.upperQuartile(), CLOSE);

    List<ValueCount> bars = label("heel").values();
    assertEquals(10, bars.size());
    for (int bar = 0; bar < 10; bar++) {
      double begin = numbers.barBegin(bar);
      double end = bar == 9 ? Double.POSITIVE_INFINITY : numbers.barBegin(bar + 1);
      assertEquals(
          heels.stream().filter(heel -> heel >= begin && heel < end).count(),
          bars.get(bar).pictures().total(),
          bars.toString());
    }
  }

  /** Linear between the two neighbours. */
  private static double quantile(List<Double> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  private static List<Double> heels() {
    return rows.stream()
        .flatMap(row -> values(row, "heel").stream())
        .map(Double::valueOf)
        .sorted()
        .toList();
  }

  @Test
  void everyTwoLabelsAreCompared() {
    List<LabelSchema> labels = dataset.manifest().labels();
    assertEquals(labels.size() * (labels.size() - 1) / 2, description.associations().size());
    for (Association pair : description.associations()) {
      boolean sets = pair.first().equals("tags") || pair.second().equals("tags");
      OptionalDouble expected =
          sets
              ? fromBothSides(pair)
              : cramersV(
                  indicators(pair.first(), both(pair)), indicators(pair.second(), both(pair)));
      assertEquals(both(pair).size(), pair.pictures(), pair.toString());
      assertEquals(expected.isPresent(), pair.strength().isPresent(), pair.toString());
      assertEquals(expected.orElse(0), pair.strength().orElse(0), CLOSE, pair.toString());
    }
    assertEquals(1, description.strength("shape", "kind").getAsDouble(), CLOSE);
    assertEquals(OptionalDouble.empty(), description.strength("kind", "same"));
    assertEquals(OptionalDouble.empty(), description.strength("none", "kind"));
    assertTrue(description.strength("tags", "shape").getAsDouble() > 0);
  }

  private static List<Row> both(Association pair) {
    return rows.stream()
        .filter(
            row -> !values(row, pair.first()).isEmpty() && !values(row, pair.second()).isEmpty())
        .toList();
  }

  private static OptionalDouble fromBothSides(Association pair) {
    OptionalDouble one = told(pair.first(), pair.second(), both(pair));
    OptionalDouble other = told(pair.second(), pair.first(), both(pair));
    return one.isEmpty()
        ? other
        : other.isEmpty()
            ? one
            : OptionalDouble.of(Math.max(one.getAsDouble(), other.getAsDouble()));
  }

  private static OptionalDouble told(String label, String by, List<Row> some) {
    double sum = 0;
    double weights = 0;
    for (boolean[] having : indicators(label, some)) {
      double most = -1;
      for (List<boolean[]> candidate : candidates(by, some)) {
        most = Math.max(most, cramersV(withOpposite(having), candidate).orElse(-1));
      }
      if (most >= 0) {
        sum += most * number(having);
        weights += number(having);
      }
    }
    return weights > 0 ? OptionalDouble.of(sum / weights) : OptionalDouble.empty();
  }

  /** A set offers each of its values; another label itself. */
  private static List<List<boolean[]>> candidates(String label, List<Row> some) {
    List<boolean[]> indicators = indicators(label, some);
    return label.equals("tags")
        ? indicators.stream().map(DatasetDescriberTest::withOpposite).toList()
        : List.of(indicators);
  }

  private static List<boolean[]> withOpposite(boolean[] having) {
    boolean[] opposite = new boolean[having.length];
    for (int i = 0; i < having.length; i++) {
      opposite[i] = !having[i];
    }
    return number(opposite) == 0 ? List.of(having) : List.of(having, opposite);
  }

  /** Per value: which of the pictures have it. Numbers by quarters. */
  private static List<boolean[]> indicators(String label, List<Row> some) {
    Set<String> distinct = new TreeSet<>();
    some.forEach(row -> distinct.addAll(classes(row, label)));
    List<boolean[]> indicators = new ArrayList<>();
    for (String value : distinct) {
      boolean[] having = new boolean[some.size()];
      for (int i = 0; i < having.length; i++) {
        having[i] = classes(some.get(i), label).contains(value);
      }
      indicators.add(having);
    }
    return indicators;
  }

  private static List<String> classes(Row row, String label) {
    return label.equals("heel")
        ? values(row, label).stream().map(DatasetDescriberTest::quarter).toList()
        : values(row, label);
  }

  private static String quarter(String heel) {
    List<Double> heels = heels();
    double value = Double.parseDouble(heel);
    int above = 0;
    for (double share : new double[] {0.25, 0.5, 0.75}) {
      above += value > quantile(heels, share) ? 1 : 0;
    }
    return Integer.toString(above);
  }

  /** Cell by cell, as textbooks have it. */
  private static OptionalDouble cramersV(List<boolean[]> first, List<boolean[]> second) {
    int r = first.size();
    int k = second.size();
    if (r < 2 || k < 2) {
      return OptionalDouble.empty();
    }
    double n = first.get(0).length;
    double chiSquared = 0;
    for (boolean[] one : first) {
      for (boolean[] other : second) {
        double met = 0;
        for (int i = 0; i < n; i++) {
          met += one[i] && other[i] ? 1 : 0;
        }
        double expected = number(one) * number(other) / n;
        chiSquared += (met - expected) * (met - expected) / expected;
      }
    }
    double phi = Math.max(0, chiSquared / n - (r - 1) * (k - 1) / (n - 1));
    double rows = r - (r - 1) * (r - 1) / (n - 1);
    double columns = k - (k - 1) * (k - 1) / (n - 1);
    return OptionalDouble.of(Math.sqrt(phi / (Math.min(rows, columns) - 1)));
  }

  private static double number(boolean[] having) {
    double number = 0;
    for (boolean each : having) {
      number += each ? 1 : 0;
    }
    return number;
  }

  @Test
  void rejectsAreCountedByReason() {
    Rejects rejects = description.rejects();
    assertEquals(3, rejects.pictures());
    assertEquals(4, rejects.lines());
    assertEquals(4, rejects.first().size());
    assertEquals(4, rejects.reasons().stream().mapToLong(Rejects.Reason::lines).sum());
    assertEquals(new Rejects.Reason("no such file", 2), rejects.reasons().get(0));
    assertTrue(
        rejects
            .reasons()
            .contains(
                new Rejects.Reason("label heel: '…' is no number (picture kept without it)", 1)),
        rejects.toString());
    assertEquals(
        rejects.first().stream().map(RejectedLine::image).sorted().toList(),
        rejects.first().stream().map(RejectedLine::image).toList());
  }

  @Test
  void theSheetShowsTrainingPicturesByTheHashOfTheirIds() throws IOException {
    List<String> expected =
        rows.stream()
            .filter(row -> in(row, Split.TRAIN))
            .map(row -> row.<String>getAs("id"))
            .sorted(Comparator.comparing(DatasetDescriberTest::sha256))
            .limit(24)
            .toList();
    assertEquals(expected, description.samples().stream().map(SampleCard::id).toList());
    try (CardPainter painter =
        new CardPainter(CardPainter.Settings.of(OddDataset.configuration()))) {
      for (Row row : dataset.samples().collectAsList()) {
        String id = row.getAs("id");
        for (SampleCard card : description.samples()) {
          if (card.id().equals(id)) {
            CardPictures pictures = painter.paint(id, row.getAs("image"));
            assertArrayEquals(pictures.picture(), card.pictures().picture());
            assertArrayEquals(pictures.views().get(0), card.pictures().views().get(0));
            assertArrayEquals(pictures.views().get(1), card.pictures().views().get(1));
            assertEquals(values(row, "kind"), card.labels().get(0).stream().toList());
            assertEquals(String.join(", ", values(row, "tags")), card.labels().get(2).orElse(""));
            assertTrue(card.labels().get(5).isEmpty());
          }
        }
      }
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void metricsThatTheDatasetLacksAreRefused() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () ->
                new DatasetDescriber(OddDataset.configuration("metrics=[knd]"), dataset)
                    .describe());
    assertTrue(e.getMessage().contains("Invalid metrics: knd (did you mean kind?"), e.getMessage());
  }

  private static LabelDescription label(String name) {
    return description.label(name).orElseThrow();
  }

  private static boolean in(Row row, Split split) {
    return split.label().equals(row.getAs("split"));
  }

  private static long count(Predicate<Row> which) {
    return rows.stream().filter(which).count();
  }

  /** As text. */
  private static List<String> values(Row row, String label) {
    int column = row.fieldIndex(label);
    if (row.isNullAt(column)) {
      return List.of();
    }
    LabelKind kind = dataset.manifest().label(label).orElseThrow().kind();
    return kind == LabelKind.MULTI_VALUED
        ? row.getList(column)
        : List.of(row.get(column).toString());
  }
}
