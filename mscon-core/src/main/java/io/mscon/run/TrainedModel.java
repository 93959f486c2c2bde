package io.mscon.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Weights;
import io.mscon.model.safetensors.EncoderFile;
import java.io.IOException;
import java.util.List;

/**
 * A trained network in a run's folder.
 *
 * @param network its shape
 * @param metrics what it was trained on, in the order of the heads
 * @param labels the dataset's labels that these metrics read, each once
 * @param weightsSha256 SHA-256 of {@link RunFiles#WEIGHTS}
 */
public record TrainedModel(
    NetworkSpec network, List<String> metrics, List<String> labels, String weightsSha256) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** In models of earlier versions every metric is named after its label. */
  public TrainedModel {
    labels = labels == null ? metrics : labels;
  }

  /**
   * Writes a model: the weights first, then {@link RunFiles#ENCODER}, their description last.
   *
   * @param run the run's folder
   * @param network the network's shape
   * @param metrics what it was trained on, in the order of the heads
   * @param labels the dataset's labels that these metrics read
   * @param weights its values
   */
  public static TrainedModel write(
      Storage run, NetworkSpec network, List<String> metrics, List<String> labels, Weights weights)
      throws IOException {
    byte[] bytes = weights.toBytes();
    TrainedModel model =
        new TrainedModel(network, List.copyOf(metrics), List.copyOf(labels), Sha256.of(bytes));
    run.write(RunFiles.WEIGHTS, bytes);
    run.write(RunFiles.ENCODER, EncoderFile.write(network, weights));
    run.write(RunFiles.MODEL, JSON.writeValueAsBytes(model));
    return model;
  }

  /**
   * Reads a model's description.
   *
   * @param run the run's folder
   */
  public static TrainedModel read(Storage run) throws IOException {
    return JSON.readValue(run.read(RunFiles.MODEL), TrainedModel.class);
  }

  /**
   * Reads the values of this model.
   *
   * @param run the run's folder
   * @throws IOException if they are not those of the description
   */
  public Weights readWeights(Storage run) throws IOException {
    byte[] bytes = run.read(RunFiles.WEIGHTS);
    String found = Sha256.of(bytes);
    if (!found.equals(weightsSha256)) {
      throw new IOException(
          "Cannot read "
              + run.location()
              + "/"
              + RunFiles.WEIGHTS
              + ": its SHA-256 is "
              + found
              + ", not "
              + weightsSha256
              + " (the file is damaged; train again or restore it)");
    }
    return Weights.fromBytes(bytes, ParameterLayout.of(network));
  }
}
