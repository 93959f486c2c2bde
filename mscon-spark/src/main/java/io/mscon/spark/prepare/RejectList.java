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
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was rejected: whole pictures, and single labels of pictures that were kept.
 *
 * @param pictures how many pictures
 * @param labels how many labels of kept pictures
 * @param firstPictures the first lines of pictures
 * @param firstLabels the first lines of labels
 */
record RejectList(
    long pictures, long labels, List<Reject> firstPictures, List<Reject> firstLabels) {
  private static final int SHOWN = 5;
  private static final String KEPT = " (picture kept without it)";

  /** Some of the lines, pictures before labels. */
  List<Reject> first() {
    return Stream.concat(firstPictures.stream(), firstLabels.stream()).toList();
  }

  /** Writes rejects.jsonl line by line, sorted by image. */
  static RejectList write(Dataset<Row> index, OutputStream out) throws IOException {
    Lines lines = new Lines(out);
    Iterator<Row> rows = all(index).orderBy("image", "id", "reason").toLocalIterator();
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

  private static Dataset<Row> all(Dataset<Row> index) {
    Dataset<Row> pictures =
        index
            .where(col("problem").isNotNull())
            .select(col("image"), col("id"), col("problem").as("reason"));
    Dataset<Row> labels =
        Index.accepted(index)
            .select(col("image"), col("id"), explode(col("notes")).as("note"))
            .select(col("image"), col("id"), concat(col("note"), lit(KEPT)).as("reason"));
    return pictures
        .unionByName(labels)
        .withColumn("image", coalesce(col("image"), lit("")))
        .withColumn("id", coalesce(col("id"), lit("")));
  }

  private static final class Lines {
    private final ObjectMapper json = new ObjectMapper();
    private final List<Reject> pictures = new ArrayList<>();
    private final List<Reject> labels = new ArrayList<>();
    private final OutputStream out;
    private long pictureCount;
    private long labelCount;

    Lines(OutputStream out) {
      this.out = out;
    }

    void add(Row row) throws IOException {
      Reject reject = new Reject(row.getString(0), row.getString(1), row.getString(2));
      out.write((json.writeValueAsString(reject) + "\n").getBytes(StandardCharsets.UTF_8));
      count(reject);
    }

    void count(Reject reject) {
      if (reject.reason().endsWith(KEPT)) {
        labelCount++;
        keep(labels, reject);
      } else {
        pictureCount++;
        keep(pictures, reject);
      }
    }

    private static void keep(List<Reject> kept, Reject reject) {
      if (kept.size() < SHOWN) {
        kept.add(reject);
      }
    }

    RejectList summary() {
      return new RejectList(pictureCount, labelCount, List.copyOf(pictures), List.copyOf(labels));
    }
  }
}
