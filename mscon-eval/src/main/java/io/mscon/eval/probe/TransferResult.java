package io.mscon.eval.probe;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.IOException;
import java.util.List;

/**
 * How well a label can be told with few labels, or by similar pictures; the file {@link
 * RunFiles#TRANSFER} is a list of these.
 *
 * @param task the label
 * @param probe what answers
 * @param labelShare share of the training labels that it saw, above 0, at most 1
 * @param trainCount how many these were
 * @param regularisation penalty of a linear probe, chosen on the validation split; else 0
 * @param top1 share of the test pictures that it gets right
 */
public record TransferResult(
    String task,
    ProbeKind probe,
    double labelShare,
    long trainCount,
    double regularisation,
    Interval top1) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Reads a run's results.
   *
   * @param run the run's folder
   * @throws java.io.FileNotFoundException if there are none
   */
  public static List<TransferResult> read(Storage run) throws IOException {
    return JSON.readValue(
        run.read(RunFiles.TRANSFER), new TypeReference<List<TransferResult>>() {});
  }

  /** Writes results, replacing those that are there. */
  static void write(Storage run, List<TransferResult> results) throws IOException {
    run.write(RunFiles.TRANSFER, JSON.writeValueAsBytes(results));
  }

  static TransferResult of(TransferAnswers answers, long seed) {
    Tally.Sample[] samples =
        answers.predictions().stream()
            .map(answer -> new Tally.Sample(0, answer.isRight() ? 0 : 1, 0, false, false))
            .toArray(Tally.Sample[]::new);
    return new TransferResult(
        answers.task(),
        answers.probe(),
        answers.labelShare(),
        answers.trainCount(),
        answers.regularisation(),
        new Bootstrap(samples, 2, seed, answers.task()).interval(Tally::top1));
  }
}
