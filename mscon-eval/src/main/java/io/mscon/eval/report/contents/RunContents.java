package io.mscon.eval.report.contents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.mscon.data.DatasetManifest;
import io.mscon.eval.probe.FlippedLabels;
import io.mscon.eval.probe.Measures;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.TransferResult;
import io.mscon.run.RunFiles;
import io.mscon.run.Sha256;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A run's small files.
 *
 * @param location the run's folder
 * @param configurationText the resolved configuration, HOCON; empty if there is none
 * @param dataset what it was trained on
 * @param history what {@code metrics.jsonl} says
 * @param result how the training ended; a missing node if it has not
 * @param model what was trained
 * @param probe the probes' accuracies
 * @param measures of each probed task; empty if there are none
 * @param transfer what encoders are compared by besides; runs of earlier versions have none
 * @param flipped whether log-variances of samples find flipped labels; empty without log-variances
 *     or label noise
 */
public record RunContents(
    String location,
    String configurationText,
    Optional<DatasetManifest> dataset,
    History history,
    JsonNode result,
    Optional<TrainedModel> model,
    Optional<ProbeReport> probe,
    List<Measures> measures,
    Optional<List<TransferResult>> transfer,
    List<FlippedLabels> flipped) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads whatever there is.
   *
   * @param run the run's folder
   * @throws IOException if the folder holds neither metrics nor figures of probes, or a file is
   *     damaged
   */
  public static RunContents read(Storage run) throws IOException {
    if (!run.exists(RunFiles.METRICS) && !run.exists(RunFiles.PROBE)) {
      throw new IOException(
          "Cannot report on %s: there is neither %s nor %s (run mscon train, then mscon probe)"
              .formatted(run.location(), RunFiles.METRICS, RunFiles.PROBE));
    }
    return new RunContents(
        run.location(),
        run.exists(RunFiles.CONFIGURATION) ? run.readText(RunFiles.CONFIGURATION) : "",
        read(run, RunFiles.DATASET, () -> DatasetManifest.fromJson(run.readText(RunFiles.DATASET))),
        History.read(run),
        run.exists(RunFiles.RESULT) ? JSON.readTree(run.read(RunFiles.RESULT)) : JSON.missingNode(),
        read(run, RunFiles.MODEL, () -> TrainedModel.read(run)),
        read(run, RunFiles.PROBE, () -> ProbeReport.read(run)),
        // Runs that were probed by earlier versions have none.
        read(run, RunFiles.MEASURES, () -> Measures.read(run)).orElse(List.of()),
        read(run, RunFiles.TRANSFER, () -> TransferResult.read(run)),
        read(run, RunFiles.UNCERTAINTY, () -> FlippedLabels.read(run)).orElse(List.of()));
  }

  private interface Reader<T> {
    T read() throws IOException;
  }

  private static <T> Optional<T> read(Storage run, String name, Reader<T> reader)
      throws IOException {
    return run.exists(name) ? Optional.of(reader.read()) : Optional.empty();
  }

  /** The last part of the location. */
  public String name() {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** The configuration's settings; none if there is no configuration. */
  public Config configuration() {
    return ConfigFactory.parseString(configurationText);
  }

  /** SHA-256 of the configuration as it stands in the run's folder. */
  public String configurationDigest() {
    return Sha256.of(configurationText.getBytes(StandardCharsets.UTF_8));
  }

  /** The labels that the training learned from; metrics' names if there is no model. */
  public List<String> trainedLabels() {
    return model.map(TrainedModel::labels).orElse(history.metrics());
  }

  /**
   * The measures of a task.
   *
   * @param task its label
   */
  public Optional<Measures> measures(String task) {
    return measures.stream().filter(one -> one.task().equals(task)).findFirst();
  }
}
