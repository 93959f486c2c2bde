package io.mscon.eval.benchmark;

import io.mscon.spark.cluster.LiteralPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Parquet tables in a local folder, such as a probe reads.
 *
 * @param spark a session on this machine
 * @param folder where they stand
 */
record SampleTables(SparkSession spark, Path folder) {
  private static final String SAMPLES = "samples";
  private static final String PROBABILITIES = "probabilities";
  private static final int FILES = 2;
  private static final StructType SAMPLE =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("label", DataTypes.IntegerType, false)
          .add("features", DataTypes.createArrayType(DataTypes.FloatType, false), false);
  private static final StructType ANSWER =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("probabilities", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  /** Writes id, label, features. */
  void writeSamples(DrawnFeatures drawn) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < drawn.labels().length; i++) {
      rows.add(RowFactory.create(id(i), drawn.labels()[i], drawn.features()[i]));
    }
    write(rows, SAMPLE, SAMPLES);
  }

  /** Writes id, probabilities [classes]. */
  void writeProbabilities(double[][] probabilities) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      rows.add(RowFactory.create(id(i), probabilities[i]));
    }
    write(rows, ANSWER, PROBABILITIES);
  }

  /** The samples, in no order. */
  Dataset<Row> samples() {
    return spark.read().parquet(LiteralPaths.escape(path(SAMPLES)));
  }

  private void write(List<Row> rows, StructType schema, String name) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    spark.createDataFrame(context.parallelize(rows, FILES), schema).write().parquet(path(name));
  }

  private String path(String name) {
    return "file:" + folder.toAbsolutePath().resolve(name);
  }

  private static String id(int row) {
    return "s%09d".formatted(row);
  }
}
