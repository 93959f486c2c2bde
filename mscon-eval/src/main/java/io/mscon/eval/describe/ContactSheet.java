package io.mscon.eval.describe;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;

import io.mscon.data.LabelSchema;
import io.mscon.data.Split;
import io.mscon.eval.page.Figures;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Some pictures of a dataset: those of the training split, or of all where there is none, whose
 * ids' SHA-256 is least. So the same pictures are shown every time, on every machine, and only they
 * are read.
 */
final class ContactSheet {
  /** How many pictures. */
  static final int PICTURES = 24;

  private static final int LABELS = 2;

  private final List<LabelSchema> labels;
  private final Dataset<Row> samples;

  /** A sample's row beside what was painted of it. */
  private record Painted(String id, CardPictures pictures) implements java.io.Serializable {}

  private ContactSheet(List<LabelSchema> labels, Dataset<Row> samples) {
    this.labels = labels;
    this.samples = samples;
  }

  /** Chooses, reads and paints. */
  static List<SampleCard> of(PreparedDataset dataset, CardPainter.Settings settings) {
    Dataset<Row> train = dataset.samples(Split.TRAIN);
    ContactSheet sheet =
        new ContactSheet(dataset.manifest().labels(), train.isEmpty() ? dataset.samples() : train);
    return sheet.cards(settings);
  }

  private List<SampleCard> cards(CardPainter.Settings settings) {
    List<String> ids = ids();
    Dataset<Row> chosen = samples.where(col("id").isInCollection(ids));
    Map<String, Row> rows = new HashMap<>();
    chosen.select(columns()).collectAsList().forEach(row -> rows.put(row.getString(0), row));
    Map<String, CardPictures> pictures = new HashMap<>();
    chosen
        .select("id", "image")
        .javaRDD()
        .mapPartitions(some -> paint(some, settings))
        .collect()
        .forEach(painted -> pictures.put(painted.id(), painted.pictures()));
    return ids.stream().map(id -> card(rows.get(id), pictures.get(id))).toList();
  }

  private List<String> ids() {
    return samples
        .select("id")
        .orderBy(sha2(col("id").cast("binary"), 256), col("id"))
        .limit(PICTURES)
        .as(Encoders.STRING())
        .collectAsList();
  }

  private Column[] columns() {
    return Stream.concat(Stream.of(col("id"), col("split")), labels.stream().map(LabelColumns::of))
        .toArray(Column[]::new);
  }

  private static Iterator<Painted> paint(Iterator<Row> rows, CardPainter.Settings settings)
      throws IOException {
    List<Painted> painted = new ArrayList<>();
    if (!rows.hasNext()) {
      return painted.iterator();
    }
    try (CardPainter painter = new CardPainter(settings)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        String id = row.getString(0);
        painted.add(new Painted(id, painter.paint(id, row.getAs(1))));
      }
    }
    return painted.iterator();
  }

  private SampleCard card(Row row, CardPictures pictures) {
    List<Optional<String>> values = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      values.add(
          row.isNullAt(LABELS + i)
              ? Optional.empty()
              : Optional.of(value(row, LABELS + i, labels.get(i))));
    }
    Split split = Split.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
    return new SampleCard(row.getString(0), split, values, pictures);
  }

  private static String value(Row row, int column, LabelSchema label) {
    return switch (label.kind()) {
      case CATEGORICAL -> row.getString(column);
      case MULTI_VALUED -> String.join(", ", row.<String>getList(column));
      case CONTINUOUS -> Figures.number(row.getDouble(column));
    };
  }
}
