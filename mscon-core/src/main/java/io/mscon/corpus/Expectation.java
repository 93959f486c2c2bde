package io.mscon.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What prepare has to make of a drawn corpus; the content of {@code expected.json}.
 *
 * @param accepted pictures of the dataset
 * @param rejected pictures and rows that are no part of it
 * @param rejectedByReason how many of them for which reason
 * @param cells of the accepted pictures, as the table or the folder has them: pictures by cell, by
 *     column, by split; the split is {@link #ANY_SPLIT} where the corpus has none. A missing cell
 *     is empty.
 * @param notNumbers cells that are no number for a continuous label, by column
 * @param rejects all lines of rejects.jsonl that are about pictures
 */
public record Expectation(
    long accepted,
    long rejected,
    Map<String, Long> rejectedByReason,
    Map<String, Map<String, Map<String, Long>>> cells,
    Map<String, Set<String>> notNumbers,
    List<ExpectedReject> rejects) {
  /** Its name in the corpus' folder. */
  public static final String FILE = "expected.json";

  /** The split of a corpus that leaves splitting to prepare. */
  public static final String ANY_SPLIT = "any";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** As JSON text. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + FILE + ": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads {@code expected.json}.
   *
   * @param json its text
   * @throws IllegalArgumentException if it is none
   */
  public static Expectation fromJson(String json) {
    try {
      return JSON.readValue(json, Expectation.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read " + FILE + ": " + e.getOriginalMessage() + " (draw the corpus again)", e);
    }
  }
}
