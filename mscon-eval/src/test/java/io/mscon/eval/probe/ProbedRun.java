package io.mscon.eval.probe;

import io.mscon.run.Storage;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Writes what probing writes, for tests of other packages, without probing. */
public final class ProbedRun {
  private ProbedRun() {}

  /** A row of the predictions. */
  public record Answer(
      String task,
      String id,
      String label,
      String predicted,
      int rank,
      String random,
      String majority) {}

  /** Predictions, measures and probe.json. */
  public static void write(
      SparkSession spark, Storage run, List<Answer> answers, long seed, ProbeReport report)
      throws IOException {
    List<TestAnswers> predictions =
        answers.stream()
            .map(
                a ->
                    new TestAnswers(
                        new Prediction(a.task(), a.id(), a.label(), a.predicted(), a.rank()),
                        a.random(),
                        a.majority()))
            .toList();
    PredictionTables.write(spark, run, predictions, List.of());
    Measures.write(run, Measures.of(predictions, seed));
    report.write(run);
  }
}
