package io.mscon.eval.probe.fit;

import io.mscon.eval.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Features around the centres of their classes, correlated and of very different scales. */
final class DrawnExamples {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("features", DataTypes.createArrayType(DataTypes.FloatType));

  final float[][] features;
  final int[] labels;

  DrawnExamples(int rows, int columns, int classes, long seed) {
    Random random = new Random(seed);
    double[][] centres = new double[classes][columns];
    for (double[] centre : centres) {
      for (int i = 0; i < columns; i++) {
        centre[i] = 0.6 * random.nextGaussian();
      }
    }
    features = new float[rows][columns];
    labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = random.nextInt(classes);
      double common = random.nextGaussian();
      for (int i = 0; i < columns; i++) {
        double value = centres[labels[row]][i] + random.nextGaussian() + 2 * common;
        features[row][i] = (float) (5 + Math.pow(10, i % 4 - 2) * value);
      }
    }
  }

  Dataset<Row> table(int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      rows.add(RowFactory.create("s%06d".formatted(i), features[i]));
    }
    return LocalSpark.session().createDataFrame(rows, SCHEMA).repartition(partitions);
  }
}
