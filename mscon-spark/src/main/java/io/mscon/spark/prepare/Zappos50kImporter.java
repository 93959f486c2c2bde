package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.mscon.config.DataConfiguration;
import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.Problems;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * UT-Zap50K as its authors distribute it (Yu and Grauman 2014, "Fine-grained visual comparisons
 * with local learning"): pictures in folders Category/SubCategory/Brand, labels in meta-data.csv.
 */
record Zappos50kImporter(SparkSession spark, DataConfiguration data, CorpusFolder folder)
    implements CorpusImporter {
  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
  private static final String CID = "CID";
  private static final String BRAND = "Brand";
  private static final String HEEL = "HeelHeight";
  private static final String KEY = "mscon key";
  private static final String PICTURE = "mscon picture";
  private static final String PLACE = "mscon place";
  private static final StructType PICTURES =
      new StructType()
          .add(KEY, DataTypes.StringType)
          .add(PICTURE, DataTypes.StringType)
          .add(BRAND, DataTypes.StringType)
          .add(PLACE, DataTypes.LongType);

  @Override
  public Dataset<Row> entries(Problems problems) throws IOException {
    String images = data.zappos50k().images();
    if (!folder.isFolder(images)) {
      problems.add(
          "Cannot prepare: folder %s does not exist (set data.zappos50k.images)",
          folder.resolve(images));
    }
    List<Path> tables = folder.glob(data.zappos50k().metadata());
    if (tables.isEmpty()) {
      problems.add(
          "Cannot prepare %s: no table %s (set data.zappos50k.metadata)",
          folder.root(), data.zappos50k().metadata());
    } else {
      TableReader.checkNames(tables, problems);
    }
    if (problems.any()) {
      return spark.emptyDataFrame();
    }
    TableReader table = TableReader.open(spark, tables.get(0), ",");
    checkColumns(table, problems);
    return problems.any() ? spark.emptyDataFrame() : joined(table);
  }

  private void checkColumns(TableReader table, Problems problems) {
    table.require(CID, "set data.zappos50k.metadata", problems);
    for (Label label : data.labels()) {
      if (!label.column().equals(BRAND)) {
        table.require(label.column(), "set the column of label " + label.name(), problems);
      }
    }
  }

  private Dataset<Row> joined(TableReader table) throws IOException {
    String images = data.zappos50k().images();
    Dataset<Row> rows =
        table
            .rows(Entries.ROW)
            .drop(BRAND)
            .withColumn(Entries.ID, TableReader.text(CID))
            .withColumn(KEY, regexp_replace(col(Entries.ID), "[^A-Za-z0-9]+", "-"));
    Column problem =
        when(col(PICTURE).isNull(), lit("no picture of this row in " + images))
            .when(col(Entries.ID).isNull(), lit("no row in " + table.name()));
    return pictures(images)
        .join(rows, new String[] {KEY}, "full_outer")
        .select(
            coalesce(col(Entries.ID), col(KEY)).as(Entries.ID),
            coalesce(col(PICTURE), fileName()).as(Entries.IMAGE),
            lit(null).cast(DataTypes.StringType).as(Entries.SPLIT),
            problem.as(Entries.PROBLEM),
            coalesce(col(PLACE), lit(Long.MAX_VALUE)).as(Entries.FILE),
            coalesce(col(Entries.ROW), lit(0L)).as(Entries.ROW),
            Entries.cells(data.labels().stream().map(Zappos50kImporter::cell).toList()));
  }

  /** Where a row's picture was looked for: 7965196-307 names 7965196.307.jpg. */
  private static Column fileName() {
    return concat(regexp_replace(col(Entries.ID), "-", "."), lit(".jpg"));
  }

  private static Column cell(Label label) {
    Column text = TableReader.text(label.column());
    boolean inches = label.kind() == LabelKind.CONTINUOUS && label.column().equals(HEEL);
    return inches ? heelHeight().apply(text) : text;
  }

  private static UserDefinedFunction heelHeight() {
    return udf((UDF1<String, String>) HeelHeight::cell, DataTypes.StringType);
  }

  private Dataset<Row> pictures(String images) throws IOException {
    List<Row> pictures = new ArrayList<>();
    for (String file : folder.listFiles(images)) {
      if (isPicture(file)) {
        pictures.add(picture(file, pictures.size()));
      }
    }
    return spark.createDataFrame(pictures, PICTURES);
  }

  private static boolean isPicture(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jpg") || lower.endsWith(".jpeg") || lower.endsWith(".png");
  }

  private static Row picture(String file, long place) {
    String[] parts = file.split("/");
    String name = parts[parts.length - 1];
    String key = name.substring(0, name.lastIndexOf('.')).replaceAll("[^A-Za-z0-9]+", "-");
    String brand = parts.length > 2 ? brand(parts[parts.length - 2]) : null;
    return RowFactory.create(key, file, brand, place);
  }

  /** Some unpackers keep a folder's trailing dot, some drop it; some write umlauts as %C3%BC. */
  static String brand(String folderName) {
    return decoded(folderName).replaceFirst("[.\\s]+$", "");
  }

  /** A percent sign that encodes nothing belongs to the name. */
  private static String decoded(String name) {
    return ENCODED
        .matcher(name)
        .replaceAll(
            run ->
                Matcher.quoteReplacement(URLDecoder.decode(run.group(), StandardCharsets.UTF_8)));
  }
}
