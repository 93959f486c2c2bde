package io.mscon.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of rejects.jsonl.
 *
 * @param pictures its lines about pictures
 * @param labels how many lines there are about labels of kept pictures, by label
 */
record RejectLines(List<ExpectedReject> pictures, Map<String, Long> labels) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two drawn pictures may come out alike; which ones do, nobody plans. */
  private static final String KEPT = " (picture kept)";

  private static final Pattern LABEL =
      Pattern.compile("label (.+?): .*\\(picture kept without it\\)", Pattern.DOTALL);

  static RejectLines parse(String text) {
    List<ExpectedReject> pictures = new ArrayList<>();
    Map<String, Long> labels = new TreeMap<>();
    for (String line : text.lines().toList()) {
      ExpectedReject reject = line(line);
      Matcher label = LABEL.matcher(reject.reason());
      if (label.matches()) {
        labels.merge(label.group(1), 1L, Long::sum);
      } else if (!reject.reason().endsWith(KEPT)) {
        pictures.add(reject);
      }
    }
    return new RejectLines(pictures, labels);
  }

  private static ExpectedReject line(String line) {
    try {
      JsonNode fields = JSON.readTree(line);
      return new ExpectedReject(
          fields.path("image").asText(),
          fields.path("id").asText(),
          fields.path("reason").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read rejects.jsonl: " + e.getOriginalMessage() + " (prepare again)", e);
    }
  }

  /** A sentence for each line that is missing, and for each that nobody expects. */
  List<String> differences(List<ExpectedReject> expected) {
    Map<String, List<ExpectedReject>> left = new TreeMap<>();
    pictures.forEach(
        reject -> left.computeIfAbsent(place(reject), key -> new ArrayList<>()).add(reject));
    List<String> differences = new ArrayList<>();
    for (ExpectedReject wanted : expected) {
      List<ExpectedReject> candidates = left.getOrDefault(place(wanted), new ArrayList<>());
      if (!removeOne(candidates, wanted.reason())) {
        differences.add("reject " + wanted + ": not found among " + candidates);
      }
    }
    left.values().forEach(rest -> rest.forEach(reject -> differences.add("unexpected: " + reject)));
    return differences;
  }

  private static String place(ExpectedReject reject) {
    return reject.image() + "\n" + reject.id();
  }

  private static boolean removeOne(List<ExpectedReject> candidates, String reason) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).reason().startsWith(reason)) {
        candidates.remove(i);
        return true;
      }
    }
    return false;
  }
}
