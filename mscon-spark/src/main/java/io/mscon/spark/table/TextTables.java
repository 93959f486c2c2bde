package io.mscon.spark.table;

import io.mscon.spark.table.TextRows.TextRow;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads text files in Spark's tasks, row by row.
 *
 * @param columns to read
 * @param separator between cells
 * @param configuration Hadoop's
 */
record TextTables(List<String> columns, String separator, SerializableConfiguration configuration)
    implements Serializable {

  /** Rows of {@link Tables#SCHEMA}. */
  Iterator<Row> rows(TableFile file) {
    try {
      TextRows rows = TextRows.of(file.open(configuration.value()), separator);
      TaskCompletionListener close = context -> close(rows);
      TaskContext.get().addTaskCompletionListener(close);
      int[] places = columns.stream().mapToInt(rows.header()::indexOf).toArray();
      return new Rows(file, rows, places);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static void close(TextRows rows) {
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UncheckedIOException failed(TableFile file, IOException cause) {
    return new UncheckedIOException(
        "Cannot read " + file.location() + ": " + cause.getMessage(), cause);
  }

  private static final class Rows implements Iterator<Row> {
    private final TableFile file;
    private final TextRows rows;
    private final int[] places;
    private TextRow next;
    private long number;

    Rows(TableFile file, TextRows rows, int[] places) throws IOException {
      this.file = file;
      this.rows = rows;
      this.places = places;
      advance();
    }

    /** At the end the file is closed, not only with the task, which may have many. */
    private void advance() throws IOException {
      next = rows.next();
      if (next == null) {
        rows.close();
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Row row = row(next);
      try {
        advance();
      } catch (IOException e) {
        throw failed(file, e);
      }
      return row;
    }

    private Row row(TextRow text) {
      String[] cells = new String[places.length];
      for (int i = 0; i < cells.length && text.fault() == null; i++) {
        String cell = text.cells().get(places[i]);
        cells[i] = cell.isEmpty() ? null : cell;
      }
      String problem = text.fault() == null ? null : file.name() + ", " + text.fault();
      return RowFactory.create(file.name(), number++, problem, cells);
    }
  }
}
