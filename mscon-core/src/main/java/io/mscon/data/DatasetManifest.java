package io.mscon.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code dataset.json} says of a prepared dataset.
 *
 * @param format version of this file, {@link #FORMAT}
 * @param layout how the raw corpus was laid out
 * @param source where it was read from
 * @param labels the labels and their vocabularies
 * @param splits per split (train, validation, test): what it holds
 * @param rejected how many pictures were rejected; the list is in {@code rejects.jsonl}
 * @param contentHash SHA-256 over ids, splits, labels and pictures in order of id: the same content
 *     has the same hash
 */
public record DatasetManifest(
    int format,
    String layout,
    String source,
    List<LabelSchema> labels,
    Map<String, SplitSummary> splits,
    long rejected,
    String contentHash) {
  /** The version this code writes and reads. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What a split holds.
   *
   * @param pictures how many
   * @param missing per label: how many pictures lack it
   * @param counts per categorical or multi-valued label: how many pictures have each value
   */
  public record SplitSummary(
      long pictures, Map<String, Long> missing, Map<String, Map<String, Long>> counts) {}

  /**
   * Finds a label.
   *
   * @param name its name
   */
  public Optional<LabelSchema> label(String name) {
    return labels.stream().filter(label -> label.name().equals(name)).findFirst();
  }

  /** As JSON text. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write dataset.json: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads {@code dataset.json}.
   *
   * @param json its text
   * @throws IllegalArgumentException if it is no manifest of this format
   */
  public static DatasetManifest fromJson(String json) {
    try {
      DatasetManifest manifest = JSON.readValue(json, DatasetManifest.class);
      if (manifest.format() != FORMAT) {
        throw new IllegalArgumentException(
            "Cannot read dataset.json: format "
                + manifest.format()
                + " (this mscon reads "
                + FORMAT
                + "; prepare the dataset again)");
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot read dataset.json: " + e.getOriginalMessage(), e);
    }
  }
}
