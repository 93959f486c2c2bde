package io.mscon.eval.study;

import io.mscon.eval.probe.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Every figure of a comparison: a row for each quantity and group; shares are between 0 and 1. */
final class ComparisonCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setRecordSeparator("\n")
          .setHeader(
              "figure",
              "of",
              "run",
              "place",
              "seeds",
              "mean",
              "standard_deviation",
              "difference",
              "difference_low",
              "difference_high")
          .build();

  private ComparisonCsv() {}

  static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
      List<Quantity> accuracy = comparison.accuracy();
      for (int i = 0; i < accuracy.size(); i++) {
        boolean task = i < comparison.differences().size();
        Quantity quantity = accuracy.get(i);
        List<Optional<Interval>> differences = task ? comparison.differences().get(i) : List.of();
        print(csv, comparison, quantity, quantity.of(), differences);
      }
      for (Quantity quantity : comparison.randomEncoder()) {
        print(csv, comparison, quantity, quantity.of(), List.of());
      }
      for (TransferFigures figures : comparison.transfer()) {
        for (Quantity quantity : figures.accuracy()) {
          String of = quantity.of() + ", " + figures.column().title();
          print(csv, comparison, quantity, of, List.of());
        }
      }
      for (Quantity quantity : comparison.training()) {
        print(csv, comparison, quantity, quantity.of(), List.of());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write text", e);
    }
    return text.toString();
  }

  private static void print(
      CSVPrinter csv,
      Comparison comparison,
      Quantity quantity,
      String of,
      List<Optional<Interval>> differences)
      throws IOException {
    for (int i = 0; i < comparison.groups().size(); i++) {
      Optional<Spread> spread = quantity.spreads().get(i);
      if (spread.isEmpty()) {
        continue;
      }
      Optional<Interval> difference =
          i < differences.size() ? differences.get(i) : Optional.empty();
      csv.printRecord(
          quantity.kind().name().toLowerCase(java.util.Locale.ROOT),
          of,
          comparison.groups().get(i).series(),
          comparison.groups().get(i).place(),
          spread.get().count(),
          spread.get().mean(),
          cell(spread.get().deviation()),
          difference.map(Interval::value).orElse(null),
          difference.map(Interval::low).orElse(null),
          difference.map(Interval::high).orElse(null));
    }
  }

  private static Double cell(OptionalDouble value) {
    return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
  }
}
