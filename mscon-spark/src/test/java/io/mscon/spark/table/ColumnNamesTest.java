package io.mscon.spark.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.spark.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"kind", "heel.height", "a`b", "`", "``", "two words", "größe", "*"})
  void aColumnIsFoundWhateverItsNameHolds(String name) {
    StructType schema = new StructType().add(name, DataTypes.StringType);
    Dataset<Row> table =
        LocalSpark.session().createDataFrame(List.of(RowFactory.create("value")), schema);

    Dataset<Row> found =
        table
            .select(ColumnNames.column(name), functions.struct(ColumnNames.column(name)).as("all"))
            .select(ColumnNames.column(name), ColumnNames.field("all", name));

    assertEquals(RowFactory.create("value", "value"), found.collectAsList().get(0));
  }
}
