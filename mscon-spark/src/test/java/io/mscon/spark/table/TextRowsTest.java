package io.mscon.spark.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.table.TextRows.TextRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRowsTest {
  private static final int LARGE = 200_000;

  @Test
  void cellsAreAsRfc4180HasThem() throws IOException {
    assertEquals(
        List.of(
            List.of("1", "a, b", ""),
            List.of("2", "say \"hi\"", "x"),
            List.of("3", "two\nlines", "5\"")),
        cells("id,text,more\n1,\"a, b\",\n2,\"say \"\"hi\"\"\",x\n3,\"two\nlines\",5\"\n", ","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,kind\n1,a\n2,b",
        "id,kind\r\n1,a\r\n2,b\r\n",
        "id,kind\r1,a\r2,b\r",
        "\uFEFFid,kind\n1,a\n2,b\n",
        "\uFEFF\"id\",\"kind\"\n\"1\",\"a\"\n\"2\",\"b\"\n",
        "\n\n id , kind\n\n1 , a \n  \n 2,\"b\" \n\n",
      })
  void marksLineEndsBlankLinesAndSpacesDontCount(String text) throws IOException {
    assertEquals(List.of("id", "kind"), rows(text, ",").header());
    assertEquals(List.of(List.of("1", "a"), List.of("2", "b")), cells(text, ","));
  }

  @Test
  void anyCharacterSeparates() throws IOException {
    assertEquals(List.of(List.of("1", "", "b;c,d")), cells("id\tkind\tmore\n1\t\tb;c,d\n", "\t"));
    assertEquals(List.of(List.of("1", "a,b")), cells("id;kind\n1;a,b\n", ";"));
    assertEquals(List.of(List.of("1", "a b")), cells("id|kind\n1|a b\n", "|"));
  }

  @Test
  void aHeaderAloneHasNoRows() throws IOException {
    assertNull(rows("id,kind\n", ",").next());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1            | line 5: 1 cells, not 2 as in the header (put cells that hold ',' in quotes)
          1,a,b        | line 5: 3 cells, not 2 as in the header (put cells that hold ',' in quotes)
          1,           |
          ,            |
          id,kind      | line 5: the header again (remove the line)
          " id", kind  | line 5: the header again (remove the line)
          """)
  void rowsThatDontFitSaySo(String row, String fault) throws IOException {
    TextRows rows = rows("id,kind\n\n0,\"two\nlines\"\n" + row + "\n9,z\n", ",");
    rows.next();
    assertEquals(fault, rows.next().fault());
    assertEquals(new TextRow(List.of("9", "z"), null), rows.next());
  }

  @Test
  void aTabIsCalledSo() throws IOException {
    assertTrue(rows("id\tkind\n1\n", "\t").next().fault().contains("that hold a tab in"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\uFEFF", " \r\n \n"})
  void anEmptyFileIsNoTable(String text) {
    TableFault fault = assertThrows(TableFault.class, () -> rows(text, ","));
    assertTrue(
        fault.about("x.csv").startsWith("Cannot prepare x.csv: the file is empty (must begin"),
        fault.about("x.csv"));
  }

  @Test
  void quotesThatNeverEndNameTheirRow() {
    assertFault(
        "line 4: a quote in this row never ends (double quotes in a cell)",
        "id,kind\n1,\"a\nb\"\n2,\"c\n3,d\n4,e\n");
    assertFault(
        "line 2: text after the end of a quoted cell in this row (double quotes in a cell)",
        "id,kind\n1,\"a\" b\n");
    assertFault(
        "line 3: text after the end of a quoted cell in this row (double quotes in a cell)",
        "id,kind\n1,a\n2,\"5\" heel\"\n");
  }

  @Test
  void bytesThatAreNotUtf8NameTheirLine() {
    String reason = ": not UTF-8 (save the table as UTF-8, or: iconv -f WINDOWS-1252 -t UTF-8)";
    Charset latin = StandardCharsets.ISO_8859_1;
    assertFault("line 3" + reason, "id,kind\r\n1,a\r\n2,caf\u00e9\r\n".getBytes(latin));
    assertFault("line 1" + reason, "id,kind\n".getBytes(StandardCharsets.UTF_16));
    String many = "id,kind\n" + "1,a\n".repeat(LARGE);
    assertFault("line " + (LARGE + 2) + reason, (many + "2,caf\u00e9").getBytes(latin));
    byte[] cut = "id,kind\n1,\u20ac".getBytes(StandardCharsets.UTF_8);
    assertFault("line 2" + reason, Arrays.copyOf(cut, cut.length - 1));
  }

  @Test
  void nulCharactersNameTheirLine() {
    String reason = ": a NUL character (mend the file; if it is UTF-16, save as UTF-8)";
    assertFault("line 2" + reason, "id,kind\n1,\0\n");
    assertFault("line 1" + reason, "id,kind\n".getBytes(StandardCharsets.UTF_16BE));
  }

  @Test
  void charactersAcrossBuffersStayWhole() throws IOException {
    String cell = "x" + "\ud83d\ude00\u20ac".repeat(LARGE);
    InputStream slow =
        new ByteArrayInputStream(("id\n" + cell + "\n").getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1021));
          }
        };
    try (TextRows rows = TextRows.of(slow, ",")) {
      assertEquals(cell, rows.next().cells().get(0));
    }
  }

  @Test
  void filesThatFailAreNoFaultOfTheTable() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk");
          }
        };
    assertEquals(
        "disk", assertThrows(IOException.class, () -> TextRows.of(broken, ",")).getMessage());
  }

  private static void assertFault(String message, String text) {
    assertFault(message, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertFault(String message, byte[] bytes) {
    TableFault fault =
        assertThrows(
            TableFault.class, () -> all(TextRows.of(new ByteArrayInputStream(bytes), ",")));
    assertEquals(message, fault.getMessage());
  }

  private static TextRows rows(String text, String separator) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return TextRows.of(new ByteArrayInputStream(bytes), separator);
  }

  private static List<List<String>> cells(String text, String separator) throws IOException {
    return all(rows(text, separator)).stream().map(TextRow::cells).toList();
  }

  private static List<TextRow> all(TextRows rows) throws IOException {
    List<TextRow> all = new ArrayList<>();
    for (TextRow row = rows.next(); row != null; row = rows.next()) {
      all.add(row);
    }
    return all;
  }
}
