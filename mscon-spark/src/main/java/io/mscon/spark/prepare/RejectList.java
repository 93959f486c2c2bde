package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was rejected, and what was kept with a note.
 *
 * @param counts lines of each kind
 * @param firsts the first lines of each kind
 */
record RejectList(Map<RejectKind, Long> counts, Map<RejectKind, List<Reject>> firsts) {
  private static final int SHOWN = 5;

  /** How many lines there are of a kind. */
  long count(RejectKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** The first lines of a kind. */
  List<Reject> first(RejectKind kind) {
    return firsts.getOrDefault(kind, List.of());
  }

  /** Some of the lines, kind by kind. */
  List<Reject> first() {
    return Arrays.stream(RejectKind.values()).flatMap(kind -> first(kind).stream()).toList();
  }

  /** Writes rejects.jsonl line by line, sorted by image. */
  static RejectList write(Dataset<Row> index, Duplicates duplicates, OutputStream out)
      throws IOException {
    Lines lines = new Lines(out);
    Iterator<Row> rows = all(index, duplicates).orderBy("image", "id", "reason").toLocalIterator();
    while (rows.hasNext()) {
      lines.add(rows.next());
    }
    return lines.summary();
  }

  /** Reads rejects.jsonl line by line. */
  static RejectList read(InputStream in) throws IOException {
    Lines lines = new Lines(OutputStream.nullOutputStream());
    BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      lines.count(lines.json.readValue(line, Reject.class));
    }
    return lines.summary();
  }

  private static Dataset<Row> all(Dataset<Row> index, Duplicates duplicates) {
    Dataset<Row> pictures =
        index
            .where(col("problem").isNotNull())
            .select(col("image"), col("id"), col("problem").as("reason"));
    Dataset<Row> labels =
        duplicates
            .kept(Index.accepted(index))
            .select(col("image"), col("id"), explode(col("notes")).as("note"))
            .select(
                col("image"),
                col("id"),
                concat(col("note"), lit(RejectKind.LABEL.ending())).as("reason"));
    return pictures
        .unionByName(labels)
        .unionByName(duplicates.lines())
        .withColumn("image", coalesce(col("image"), lit("")))
        .withColumn("id", coalesce(col("id"), lit("")));
  }

  private static final class Lines {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<RejectKind, Long> counts = new EnumMap<>(RejectKind.class);
    private final Map<RejectKind, List<Reject>> firsts = new EnumMap<>(RejectKind.class);
    private final OutputStream out;

    Lines(OutputStream out) {
      this.out = out;
    }

    void add(Row row) throws IOException {
      Reject reject = new Reject(row.getString(0), row.getString(1), row.getString(2));
      out.write((json.writeValueAsString(reject) + "\n").getBytes(StandardCharsets.UTF_8));
      count(reject);
    }

    void count(Reject reject) {
      RejectKind kind = RejectKind.of(reject);
      counts.merge(kind, 1L, Long::sum);
      List<Reject> first = firsts.computeIfAbsent(kind, key -> new ArrayList<>());
      if (first.size() < SHOWN) {
        first.add(reject);
      }
    }

    RejectList summary() {
      return new RejectList(counts, firsts);
    }
  }
}
