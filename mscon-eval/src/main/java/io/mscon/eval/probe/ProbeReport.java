package io.mscon.eval.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.IOException;
import java.util.List;

/**
 * What {@link RunFiles#PROBE} says.
 *
 * @param tasks the probed labels
 * @param skipped the labels that could not be probed
 * @param meanTop1 mean of the tasks' accuracies; 0 if there are none
 * @param weightsSha256 which weights were probed
 * @param datasetContentHash which dataset was probed on
 * @param seconds how long it took, embedding included
 */
public record ProbeReport(
    List<TaskResult> tasks,
    List<SkippedTask> skipped,
    double meanTop1,
    String weightsSha256,
    String datasetContentHash,
    double seconds) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Reads a run's report.
   *
   * @param run the run's folder
   * @throws java.io.FileNotFoundException if there is none
   */
  public static ProbeReport read(Storage run) throws IOException {
    return JSON.readValue(run.read(RunFiles.PROBE), ProbeReport.class);
  }

  /**
   * Writes this report, replacing one that is there.
   *
   * @param run the run's folder
   */
  public void write(Storage run) throws IOException {
    run.write(RunFiles.PROBE, JSON.writeValueAsBytes(this));
  }
}
