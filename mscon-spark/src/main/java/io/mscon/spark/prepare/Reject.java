package io.mscon.spark.prepare;

/**
 * A line of {@code rejects.jsonl}.
 *
 * @param image the picture's path below data.source, or the empty string
 * @param id the sample's id, or the empty string
 * @param reason why the picture, or one label of a kept picture, was rejected
 */
public record Reject(String image, String id, String reason) {
  /** For a log or a terminal. */
  @Override
  public String toString() {
    return (image.isEmpty() ? "sample " + id : image) + ": " + reason;
  }
}
