package io.mscon.spark.prepare;

import io.mscon.image.ImageDecoder;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The first pass over a partition of the raw entries: decodes pictures, reads label cells.
 *
 * @param files of the pictures
 * @param rules by which pictures are checked
 * @param splits chooses where no column says it
 * @param labels in the order of the cells
 */
record EntryCheck(PictureFiles files, String rules, SplitChooser splits, List<LabelParser> labels)
    implements Serializable {

  /**
   * Checks as rows are asked for, so that a partition's pictures never are in memory together.
   *
   * @param entries columns of {@link WorkList}, sorted as it sorts them
   */
  CheckedEntries check(Iterator<Row> entries) {
    ImageDecoder decoder = new ImageDecoder(files.pixelLimit());
    TaskCompletionListener close = context -> decoder.close();
    TaskContext.get().addTaskCompletionListener(close);
    return new CheckedEntries(entries, this, new PictureCheck(files, decoder, rules));
  }

  /** A row of the index. */
  Row check(Row entry, PictureCheck pictures) {
    String problem = entry.getAs(Entries.PROBLEM);
    if (problem != null) {
      return rejected(entry, PictureFinding.passing(problem));
    }
    try {
      PictureFinding finding = pictures.of(entry.getAs(Entries.IMAGE));
      return finding.problem() == null ? accepted(entry, finding) : rejected(entry, finding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row rejected(Row entry, PictureFinding finding) {
    Row noLabels = RowFactory.create(new Object[labels.size()]);
    return row(entry, null, new String[0], noLabels, finding);
  }

  private Row accepted(Row entry, PictureFinding finding) {
    String split = splits.choose(key(entry), entry.getAs(Entries.SPLIT)).label();
    List<String> cells = entry.getList(entry.fieldIndex(Entries.CELLS));
    List<String> notes = new ArrayList<>();
    Object[] values = new Object[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parse(labels.get(i), cells.get(i), notes);
    }
    Row parsed = RowFactory.create(values);
    return row(entry, split, notes.toArray(String[]::new), parsed, finding);
  }

  private static String key(Row entry) {
    String group = entry.getAs(Entries.GROUP);
    return group == null ? entry.getAs(Entries.ID) : group;
  }

  private static Row row(
      Row entry, String split, String[] notes, Row labels, PictureFinding finding) {
    return RowFactory.create(
        entry.getAs(Entries.ID),
        entry.getAs(Entries.IMAGE),
        split,
        finding.problem(),
        notes,
        finding.hash(),
        labels,
        finding.row());
  }

  private static Object parse(LabelParser label, String cell, List<String> notes) {
    try {
      return label.parse(cell);
    } catch (NumberFormatException e) {
      notes.add(e.getMessage());
      return null;
    }
  }
}
