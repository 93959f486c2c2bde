package io.mscon.eval.report.contents;

import io.mscon.eval.probe.ProbeKind;
import io.mscon.eval.probe.TransferResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Results of probes with fewer labels and of nearest neighbours, as a table has them.
 *
 * @param results in the probes' order
 */
public record TransferGrid(List<TransferResult> results) {
  /**
   * A column.
   *
   * @param probe what answers
   * @param labelShare share of the training labels that it saw
   */
  public record Column(ProbeKind probe, double labelShare) {
    /** Whether it is the probe that everything else is about. */
    public boolean isWholeProbe() {
      return probe == ProbeKind.LINEAR && labelShare == 1;
    }

    /** What it is called. */
    public String title() {
      return probe == ProbeKind.NEAREST_NEIGHBOURS
          ? "nearest neighbours"
          : percent() + " of the labels";
    }

    /** 1 %, 0.5 %: as many digits as it takes. */
    public String percent() {
      String digits = String.format(Locale.ROOT, "%.4f", 100 * labelShare);
      return digits.replaceFirst("\\.?0+$", "") + " %";
    }
  }

  /** The tasks, in the probes' order. */
  public List<String> tasks() {
    return results.stream().map(TransferResult::task).distinct().toList();
  }

  /** Linear probes by share, then nearest neighbours. */
  public List<Column> columns() {
    TreeSet<Double> shares = new TreeSet<>();
    results.stream()
        .filter(result -> result.probe() == ProbeKind.LINEAR)
        .forEach(result -> shares.add(result.labelShare()));
    List<Column> columns = new ArrayList<>();
    shares.forEach(share -> columns.add(new Column(ProbeKind.LINEAR, share)));
    if (results.stream().anyMatch(r -> r.probe() == ProbeKind.NEAREST_NEIGHBOURS)) {
      columns.add(new Column(ProbeKind.NEAREST_NEIGHBOURS, 1));
    }
    return List.copyOf(columns);
  }

  /**
   * A result.
   *
   * @param task the label
   * @param column what answered
   * @return empty if a task has too few labels for it
   */
  public Optional<TransferResult> find(String task, Column column) {
    return results.stream()
        .filter(r -> r.task().equals(task))
        .filter(r -> r.probe() == column.probe() && r.labelShare() == column.labelShare())
        .findFirst();
  }
}
