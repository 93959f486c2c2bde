package io.mscon.eval.probe;

import io.mscon.run.Storage;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
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

  /**
   * Predictions, measures and probe.json; what the random encoder says passes for a probe with 5 %
   * of the labels, what the majority says for nearest neighbours.
   */
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
    List<TransferAnswers> transfer =
        answers.isEmpty()
            ? List.of()
            : List.of(
                transfer(answers, ProbeKind.LINEAR, 1, Answer::predicted),
                transfer(answers, ProbeKind.LINEAR, 0.05, Answer::random),
                transfer(answers, ProbeKind.NEAREST_NEIGHBOURS, 1, Answer::majority));
    PredictionTables.write(spark, run, predictions, transfer);
    TransferResult.write(
        run, transfer.stream().map(found -> TransferResult.of(found, seed)).toList());
    Measures.write(run, Measures.of(predictions, seed));
    report.write(run);
  }

  private static TransferAnswers transfer(
      List<Answer> answers, ProbeKind probe, double share, Function<Answer, String> predicted) {
    List<Prediction> predictions =
        answers.stream()
            .map(a -> new Prediction(a.task(), a.id(), a.label(), predicted.apply(a), 1))
            .toList();
    return new TransferAnswers(answers.get(0).task(), probe, share, 100, 0, predictions);
  }
}
