package io.mscon.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.DataConfiguration.Pictures;
import io.mscon.config.NearestName;
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
 * @param files the Parquet files in order of name; empty in datasets of earlier versions
 * @param contentHash SHA-256 over ids, splits, labels and pictures in order of id: the same content
 *     has the same hash
 * @param pictures how pictures are stored, in words; those of earlier versions are as they are
 */
public record DatasetManifest(
    int format,
    String layout,
    String source,
    List<LabelSchema> labels,
    Map<String, SplitSummary> splits,
    long rejected,
    List<DataFile> files,
    String contentHash,
    String pictures) {
  /** The version this code writes and reads. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Earlier versions did not list the files, nor say how pictures are stored. */
  public DatasetManifest {
    files = files == null ? List.of() : List.copyOf(files);
    pictures = pictures == null ? Pictures.AS_THEY_ARE : pictures;
  }

  /**
   * A Parquet file.
   *
   * @param name its name in the folder of the samples
   * @param bytes its length
   */
  public record DataFile(String name, long bytes) {}

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

  /**
   * How many values a categorical label has; 0 for other labels and for what is no label.
   *
   * @param name its name
   */
  public int classes(String name) {
    return label(name)
        .filter(label -> label.kind() == LabelKind.CATEGORICAL)
        .map(label -> label.vocabulary().size())
        .orElse(0);
  }

  /** The labels' names. */
  public List<String> labelNames() {
    return labels.stream().map(LabelSchema::name).toList();
  }

  /**
   * What to tell somebody who named a label that the dataset does not have.
   *
   * @param key the setting that names it
   * @param name the label as written
   */
  public String unknownLabel(String key, String name) {
    return labels.isEmpty()
        ? "Invalid %s: %s (the dataset has no labels)".formatted(key, name)
        : "Invalid %s: %s (did you mean %s? the dataset has the labels %s)"
            .formatted(
                key, name, NearestName.of(name, labelNames()), String.join(", ", labelNames()));
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
