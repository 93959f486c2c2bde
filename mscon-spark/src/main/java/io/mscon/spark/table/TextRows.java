package io.mscon.spark.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV or TSV file (RFC 4180, UTF-8) with a header, one by one. */
final class TextRows implements Closeable {
  private final String separator;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private long line;

  /**
   * A row.
   *
   * @param cells without the spaces around them
   * @param fault why it is none of the table, or null
   */
  record TextRow(List<String> cells, String fault) {}

  private TextRows(InputStream in, String separator) throws IOException {
    this.separator = separator;
    parser =
        CSVParser.parse(
            new Utf8Text(in),
            CSVFormat.Builder.create()
                .setDelimiter(separator)
                .setQuote('"')
                // Blank lines come out, so that lines can be counted.
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .build());
    records = parser.iterator();
    header = record();
    if (header == null) {
      throw new TableFault(
          "the file is empty (must begin with a line of column names; mend or remove it)");
    }
  }

  /**
   * Opens a table and reads its header.
   *
   * @param in closed with the rows, or at once if there is no header
   * @param separator between cells, one character
   * @throws TableFault if it is no table
   */
  static TextRows of(InputStream in, String separator) throws IOException {
    try {
      return new TextRows(in, separator);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  List<String> header() {
    return header;
  }

  /**
   * The next row, or null after the last.
   *
   * @throws TableFault if the rest of the file cannot be trusted
   */
  TextRow next() throws IOException {
    List<String> cells = record();
    if (cells == null) {
      return null;
    }
    if (cells.equals(header)) {
      return new TextRow(cells, "line " + line + ": the header again (remove the line)");
    }
    if (cells.size() != header.size()) {
      return new TextRow(cells, "line " + line + ": " + cells.size() + " cells, not " + expected());
    }
    return new TextRow(cells, null);
  }

  private String expected() {
    String shown = separator.equals("\t") ? "a tab" : "'" + separator + "'";
    return header.size() + " as in the header (put cells that hold " + shown + " in quotes)";
  }

  private List<String> record() throws IOException {
    while (hasNext()) {
      CSVRecord record = records.next();
      line = parser.getCurrentLineNumber();
      if (record.size() > 1 || !record.get(0).isBlank()) {
        List<String> cells = new ArrayList<>(record.size());
        record.forEach(cell -> cells.add(cell.strip()));
        return cells;
      }
    }
    return null;
  }

  private boolean hasNext() throws IOException {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw fault(e.getCause());
    }
  }

  /** The parser has no exceptions of its own: they are told from those of files by their words. */
  private IOException fault(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("EOF reached before encapsulated token finished")) {
      return new TableFault(line + 1, "a quote in this row never ends (double quotes in a cell)");
    }
    if (message.contains("between encapsulated token and delimiter")) {
      return new TableFault(
          line + 1, "text after the end of a quoted cell in this row (double quotes in a cell)");
    }
    return cause;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
