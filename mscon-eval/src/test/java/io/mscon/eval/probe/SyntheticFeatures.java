package io.mscon.eval.probe;

import io.mscon.eval.LocalSpark;
import io.mscon.eval.embed.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Feature tables made up: the trained encoder's tell the classes apart, the random one's don't. */
final class SyntheticFeatures {
  private final List<String> labels;
  private final List<Row> rows = new ArrayList<>();
  private final Random random = new Random(7);

  SyntheticFeatures(String... labels) {
    this.labels = List.of(labels);
  }

  /** A sample whose features are noise around a centre that depends on the class. */
  SyntheticFeatures add(String split, int columns, int centre, double noise, String... values) {
    float[] trained = new float[columns];
    float[] other = new float[columns];
    for (int i = 0; i < columns; i++) {
      double mean = i % 16 == centre % 16 ? 3 : 0;
      trained[i] = (float) (mean + noise * random.nextGaussian());
      other[i] = (float) random.nextGaussian();
    }
    // A column that never changes, as dead channels give.
    trained[columns - 1] = 0.1f;
    List<Object> row = new ArrayList<>();
    row.add(String.format("s%05d", rows.size()));
    row.add(split);
    for (String value : values) {
      row.add(value);
    }
    row.add(trained);
    row.add(other);
    rows.add(RowFactory.create(row.toArray()));
    return this;
  }

  FeatureTable table() {
    StructType schema =
        new StructType().add("id", DataTypes.StringType).add("split", DataTypes.StringType);
    for (String label : labels) {
      schema = schema.add(label, DataTypes.StringType);
    }
    schema =
        schema
            .add(Embedding.TRAINED, DataTypes.createArrayType(DataTypes.FloatType))
            .add(Embedding.RANDOM, DataTypes.createArrayType(DataTypes.FloatType));
    Dataset<Row> data = LocalSpark.session().createDataFrame(rows, schema);
    return new FeatureTable(data.repartition(3), labels);
  }
}
