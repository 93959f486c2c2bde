package io.mscon.eval.study;

import io.mscon.eval.probe.ProbeKind;
import io.mscon.eval.report.contents.TransferGrid;
import io.mscon.eval.report.contents.TransferGrid.Column;
import io.mscon.eval.study.Quantity.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Top-1 of one kind of probe beside that which sees all labels.
 *
 * @param column what answers
 * @param accuracy of each task
 */
record TransferFigures(Column column, List<Quantity> accuracy) {

  /**
   * All kinds that some run has: linear probes by share, then nearest neighbours. The probe that
   * sees all labels is among them only where it has smaller shares beside it.
   *
   * @param groups of runs
   * @param tasks to compare
   */
  static List<TransferFigures> all(List<Group> groups, List<String> tasks) {
    List<Column> columns =
        groups.stream()
            .flatMap(group -> group.runs().stream())
            .flatMap(run -> run.transfer().columns().stream())
            .distinct()
            .sorted(Comparator.comparing(Column::probe).thenComparing(Column::labelShare))
            .toList();
    boolean shares =
        columns.stream().filter(column -> column.probe() == ProbeKind.LINEAR).count() > 1;
    List<TransferFigures> figures = new ArrayList<>();
    for (Column column : columns) {
      if (shares || !column.isWholeProbe()) {
        figures.add(of(groups, tasks, column));
      }
    }
    return figures;
  }

  private static TransferFigures of(List<Group> groups, List<String> tasks, Column column) {
    List<Quantity> accuracy = new ArrayList<>();
    for (String task : tasks) {
      List<Optional<Spread>> spreads =
          groups.stream()
              .map(group -> group.spread(run -> top1(run.transfer(), task, column)))
              .toList();
      accuracy.add(new Quantity(Kind.TRANSFER_TOP1, task, spreads));
    }
    return new TransferFigures(column, accuracy);
  }

  private static Double top1(TransferGrid transfer, String task, Column column) {
    return transfer.find(task, column).map(found -> found.top1().value()).orElse(null);
  }

  boolean isLinear() {
    return column.probe() == ProbeKind.LINEAR;
  }
}
