package io.mscon.eval.report;

import io.mscon.eval.probe.ProbeKind;
import io.mscon.eval.probe.TransferResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Top-1 of probes with fewer labels, a column for each share, and of nearest neighbours. */
final class TransferTable {
  private final List<TransferResult> results;
  private final List<Double> shares;

  private TransferTable(List<TransferResult> results) {
    this.results = results;
    TreeSet<Double> found = new TreeSet<>();
    results.stream()
        .filter(result -> result.probe() == ProbeKind.LINEAR)
        .forEach(result -> found.add(result.labelShare()));
    shares = List.copyOf(found);
  }

  static String of(List<TransferResult> results) {
    return new TransferTable(results).text();
  }

  private String text() {
    List<String> titles = new ArrayList<>(List.of("top-1 %"));
    shares.forEach(share -> titles.add(percent(share) + " of the labels"));
    boolean vote = results.stream().anyMatch(r -> r.probe() == ProbeKind.NEAREST_NEIGHBOURS);
    if (vote) {
      titles.add("nearest neighbours");
    }
    TextTable table = new TextTable(1, titles.toArray(String[]::new));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    results.forEach(result -> rows.putIfAbsent(result.task(), new ArrayList<>()));
    rows.forEach(
        (task, cells) -> {
          cells.add(task);
          shares.forEach(share -> cells.add(cell(task, ProbeKind.LINEAR, share)));
          if (vote) {
            cells.add(cell(task, ProbeKind.NEAREST_NEIGHBOURS, 1));
          }
          table.add(cells.toArray(String[]::new));
        });
    return table.toString();
  }

  private String cell(String task, ProbeKind probe, double share) {
    return results.stream()
        .filter(r -> r.task().equals(task) && r.probe() == probe && r.labelShare() == share)
        .map(r -> String.format(Locale.ROOT, "%.2f", 100 * r.top1().value()))
        .findFirst()
        .orElse("");
  }

  /** 1 %, 0.5 %: as many digits as it takes. */
  private static String percent(double share) {
    String digits = String.format(Locale.ROOT, "%.4f", 100 * share);
    return digits.replaceFirst("\\.?0+$", "") + " %";
  }
}
