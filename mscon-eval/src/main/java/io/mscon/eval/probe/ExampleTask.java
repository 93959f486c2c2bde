package io.mscon.eval.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns rows (features, label of each task) into rows (standardised vector, class of each task, -1
 * where the label is missing).
 *
 * @param standardiser of the features
 * @param classes per task: the class of each value
 */
record ExampleTask(Standardiser standardiser, ArrayList<Map<String, Integer>> classes)
    implements MapFunction<Row, Row> {
  static final String FEATURES = "features";
  static final String CLASSES = "classes";

  static StructType schema() {
    return new StructType()
        .add(FEATURES, SQLDataTypes.VectorType(), false)
        .add(CLASSES, DataTypes.createArrayType(DataTypes.IntegerType, false), false);
  }

  @Override
  public Row call(Row row) {
    int[] found = new int[classes.size()];
    for (int i = 0; i < found.length; i++) {
      String label = row.getString(i + 1);
      found[i] = label == null ? -1 : classes.get(i).get(label);
    }
    double[] features = standardiser.apply(floats(row, 0));
    return RowFactory.create(Vectors.dense(features), found);
  }

  static float[] floats(Row row, int column) {
    List<Float> boxed = row.getList(column);
    float[] floats = new float[boxed.size()];
    int i = 0;
    for (float value : boxed) {
      floats[i++] = value;
    }
    return floats;
  }
}
