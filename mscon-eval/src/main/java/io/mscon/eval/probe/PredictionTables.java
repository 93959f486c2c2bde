package io.mscon.eval.probe;

import io.mscon.config.Spelling;
import io.mscon.eval.embed.RunTables;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Every answer on the test split, as Parquet tables in the run's folder. */
final class PredictionTables {
  private static final StructType PREDICTIONS =
      new StructType()
          .add("task", DataTypes.StringType, false)
          .add("id", DataTypes.StringType, false)
          .add("label", DataTypes.StringType, false)
          .add("predicted", DataTypes.StringType, false)
          .add("rank", DataTypes.IntegerType, false)
          .add("randomEncoder", DataTypes.StringType, false)
          .add("majority", DataTypes.StringType, false);

  private static final StructType TRANSFER =
      new StructType()
          .add("task", DataTypes.StringType, false)
          .add("probe", DataTypes.StringType, false)
          .add("labelShare", DataTypes.DoubleType, false)
          .add("id", DataTypes.StringType, false)
          .add("label", DataTypes.StringType, false)
          .add("predicted", DataTypes.StringType, false);

  private PredictionTables() {}

  /** Writes both tables, replacing those that are there. */
  static void write(
      SparkSession spark,
      Storage run,
      List<TestAnswers> predictions,
      List<TransferAnswers> transfer) {
    write(
        spark,
        predictions.stream().map(PredictionTables::row).toList(),
        PREDICTIONS,
        RunTables.path(run, RunFiles.PREDICTIONS));
    write(
        spark,
        transfer.stream().flatMap(answers -> rows(answers).stream()).toList(),
        TRANSFER,
        RunTables.path(run, RunFiles.TRANSFER_PREDICTIONS));
  }

  private static void write(SparkSession spark, List<Row> rows, StructType schema, String path) {
    spark.createDataFrame(rows, schema).coalesce(1).write().mode(SaveMode.Overwrite).parquet(path);
  }

  private static List<Row> rows(TransferAnswers answers) {
    String probe = Spelling.of(answers.probe());
    return answers.predictions().stream()
        .map(
            answer ->
                RowFactory.create(
                    answers.task(),
                    probe,
                    answers.labelShare(),
                    answer.id(),
                    answer.label(),
                    answer.predicted()))
        .toList();
  }

  private static Row row(TestAnswers answers) {
    Prediction trained = answers.trained();
    return RowFactory.create(
        trained.task(),
        trained.id(),
        trained.label(),
        trained.predicted(),
        trained.rank(),
        answers.random(),
        answers.majority());
  }
}
