package io.mscon.spark.prepare;

import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import io.mscon.run.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/** The first pass over a partition of the raw entries: decodes pictures, reads label cells. */
record EntryCheck(PictureFiles files, SplitChooser splits, List<LabelParser> labels)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> entries) {
    ImageDecoder decoder = new ImageDecoder(files.pixelLimit());
    TaskCompletionListener close = context -> decoder.close();
    TaskContext.get().addTaskCompletionListener(close);
    // Lazy: a partition's pictures never are in memory together.
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, 0), false)
        .map(entry -> check(entry, decoder))
        .iterator();
  }

  private Row check(Row entry, ImageDecoder decoder) {
    String id = entry.getAs(Entries.ID);
    String image = entry.getAs(Entries.IMAGE);
    String problem = entry.getAs(Entries.PROBLEM);
    if (problem != null) {
      return rejected(id, image, problem);
    }
    try {
      byte[] bytes = files.read(image);
      decoder.decode(bytes);
      return accepted(entry, id, image, Sha256.digest().digest(bytes));
    } catch (ImageRejectedException e) {
      return rejected(id, image, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row rejected(String id, String image, String problem) {
    Row noLabels = RowFactory.create(new Object[labels.size()]);
    return RowFactory.create(id, image, null, problem, new String[0], null, noLabels);
  }

  private Row accepted(Row entry, String id, String image, byte[] hash) {
    String split = splits.choose(id, entry.getAs(Entries.SPLIT)).label();
    List<String> cells = entry.getList(entry.fieldIndex(Entries.CELLS));
    List<String> notes = new ArrayList<>();
    Object[] values = new Object[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parse(labels.get(i), cells.get(i), notes);
    }
    return RowFactory.create(
        id, image, split, null, notes.toArray(String[]::new), hash, RowFactory.create(values));
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
