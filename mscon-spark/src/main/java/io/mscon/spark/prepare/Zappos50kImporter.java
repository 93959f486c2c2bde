package io.mscon.spark.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.mscon.config.DataConfiguration;
import io.mscon.config.DataConfiguration.Label;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.Problems;
import io.mscon.spark.table.TableColumn;
import io.mscon.spark.table.TableFile;
import io.mscon.spark.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * UT-Zap50K as its authors distribute it (Yu and Grauman 2014, "Fine-grained visual comparisons
 * with local learning"): pictures in folders Category/SubCategory/Brand, labels in meta-data.csv.
 *
 * <p>Rows and pictures find each other by CID, never by path. Every row and every picture comes out
 * once: as an entry, or as one with a problem.
 */
record Zappos50kImporter(SparkSession spark, DataConfiguration data, CorpusFolder folder)
    implements CorpusImporter {
  private static final String CID = "CID";
  private static final String BRAND = "Brand";
  private static final String HEEL = "HeelHeight";
  private static final String TURN = "mscon turn";

  @Override
  public Dataset<Row> entries(Problems problems) throws IOException {
    List<TableFile> files = folder.tables(data.zappos50k().metadata());
    checkFolders(files, problems);
    if (problems.any()) {
      return spark.emptyDataFrame();
    }
    Tables tables = Tables.open(spark, files, ",", problems);
    checkColumns(tables, problems);
    String name = new Path(files.get(0).location()).getName();
    return problems.any() ? spark.emptyDataFrame() : entries(tables, name);
  }

  private void checkFolders(List<TableFile> tables, Problems problems) throws IOException {
    if (!folder.isFolder(data.zappos50k().images())) {
      problems.add(
          "Cannot prepare: folder %s does not exist (set data.zappos50k.images)",
          folder.resolve(data.zappos50k().images()));
    }
    if (tables.size() != 1) {
      problems.add(
          "Cannot prepare %s: %s %s (set data.zappos50k.metadata)",
          folder.root(),
          tables.isEmpty() ? "no table" : tables.size() + " tables match",
          data.zappos50k().metadata());
    }
  }

  private void checkColumns(Tables tables, Problems problems) {
    tables.require(CID, "set data.zappos50k.metadata", problems);
    String group = data.splitGroupColumn();
    if (!group.isEmpty() && !group.equals(BRAND)) {
      tables.require(group, "set data.split-group-column", problems);
    }
    for (Label label : data.labels()) {
      if (!label.column().equals(BRAND)) {
        tables.require(label.column(), "set the column of label " + label.name(), problems);
      }
    }
  }

  private Dataset<Row> entries(Tables tables, String table) throws IOException {
    Dataset<Row> pictures = Zappos50kPictures.in(folder, imageFolder()).dataset(spark);
    Column first = col(Zappos50kPictures.FIRST);
    return joined(rows(tables), table, pictures.where(first.isNull()))
        .unionByName(further(pictures.where(first.isNotNull())));
  }

  private String imageFolder() {
    return data.zappos50k().images().replaceAll("/+", "/").replaceAll("^/|/$", "");
  }

  private Dataset<Row> joined(Dataset<Row> rows, String table, Dataset<Row> pictures) {
    return pictures
        .join(rows, new String[] {Zappos50kPictures.KEY}, "full_outer")
        .select(
            coalesce(col(Entries.ID), col(Zappos50kPictures.KEY)).as(Entries.ID),
            coalesce(col(Zappos50kPictures.PICTURE), fileName()).as(Entries.IMAGE),
            lit(null).cast(DataTypes.StringType).as(Entries.SPLIT),
            group().as(Entries.GROUP),
            problem(table).as(Entries.PROBLEM),
            coalesce(col(Zappos50kPictures.PLACE), lit(Long.MAX_VALUE)).as(Entries.FILE),
            coalesce(col(Entries.ROW), lit(0L)).as(Entries.ROW),
            Entries.cells(cells()));
  }

  private Column problem(String table) {
    return when(col(Tables.PROBLEM).isNotNull(), col(Tables.PROBLEM))
        .when(col(Entries.ROW).isNull(), lit("no row in " + table))
        .when(
            col(Entries.ID).isNull(),
            concat(lit("row "), col(Entries.ROW).plus(1), lit(" of " + table + " has no CID")))
        .when(col(TURN).gt(1), lit("the CID stands in " + table + " before (the first row counts)"))
        .when(
            col(Zappos50kPictures.PICTURE).isNull(),
            lit("no picture of this row in " + imageFolder()));
  }

  /** The table's rows, those of the same CID numbered. */
  private Dataset<Row> rows(Tables tables) {
    List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.of(CID)));
    for (Label label : data.labels()) {
      String column = label.column().equals(BRAND) ? CID : label.column();
      columns.add(new TableColumn(column, label.separator()));
    }
    String group = data.splitGroupColumn();
    columns.add(TableColumn.of(group.isEmpty() || group.equals(BRAND) ? CID : group));
    Column key = regexp_replace(col(Entries.ID), Zappos50kPictures.CID_SEPARATORS, "-");
    return tables
        .rows(columns)
        .withColumn(Entries.ID, col(Tables.CELLS).getItem(0))
        .withColumn(Zappos50kPictures.KEY, key)
        .withColumn(
            TURN,
            row_number().over(Window.partitionBy(Zappos50kPictures.KEY).orderBy(Entries.ROW)));
  }

  /** Pictures of a CID that has one already. */
  private Dataset<Row> further(Dataset<Row> pictures) {
    Column problem =
        concat(
            lit("another picture of this CID (the first is "),
            col(Zappos50kPictures.FIRST),
            lit(")"));
    Column none = lit(null).cast(DataTypes.StringType);
    return pictures.select(
        col(Zappos50kPictures.KEY).as(Entries.ID),
        col(Zappos50kPictures.PICTURE).as(Entries.IMAGE),
        none.as(Entries.SPLIT),
        none.as(Entries.GROUP),
        problem.as(Entries.PROBLEM),
        col(Zappos50kPictures.PLACE).as(Entries.FILE),
        lit(0L).as(Entries.ROW),
        Entries.cells(data.labels().stream().map(label -> none).toList()));
  }

  /** Where a row's picture was looked for: 7965196-307 names 7965196.307.jpg. */
  private static Column fileName() {
    return concat(regexp_replace(col(Entries.ID), "-", "."), lit(".jpg"));
  }

  /** Its column comes after those of the CID and the labels. */
  private Column group() {
    if (data.splitGroupColumn().isEmpty()) {
      return lit(null).cast(DataTypes.StringType);
    }
    return data.splitGroupColumn().equals(BRAND)
        ? col(Zappos50kPictures.BRAND)
        : col(Tables.CELLS).getItem(data.labels().size() + 1);
  }

  private List<Column> cells() {
    List<Column> cells = new ArrayList<>();
    for (Label label : data.labels()) {
      cells.add(cell(label, cells.size() + 1));
    }
    return cells;
  }

  private static Column cell(Label label, int place) {
    if (label.column().equals(BRAND)) {
      return col(Zappos50kPictures.BRAND);
    }
    Column text = col(Tables.CELLS).getItem(place);
    boolean inches = label.kind() == LabelKind.CONTINUOUS && label.column().equals(HEEL);
    return inches ? heelHeight().apply(text) : text;
  }

  private static UserDefinedFunction heelHeight() {
    return udf((UDF1<String, String>) HeelHeight::cell, DataTypes.StringType);
  }
}
