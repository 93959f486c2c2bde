package io.mscon.eval.report.contents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code metrics.jsonl} says, from which every curve is drawn.
 *
 * @param steps in order
 * @param engines what the network ran on; of the last start
 * @param health lines of types health and warning, in order
 */
public record History(List<Step> steps, List<String> engines, List<JsonNode> health) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a run's metrics.
   *
   * @param run its folder
   * @return an empty history if there are none
   * @throws IOException if a line is no JSON
   */
  public static History read(Storage run) throws IOException {
    return run.exists(RunFiles.METRICS)
        ? of(run.location(), run.readText(RunFiles.METRICS))
        : new History(List.of(), List.of(), List.of());
  }

  private static History of(String location, String text) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> engines = new ArrayList<>();
    List<JsonNode> health = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      JsonNode node = parse(location, ++number, line);
      switch (node.path("type").asText()) {
        case "step" -> steps.add(Step.of(node));
        case "health", "warning" -> health.add(node);
        case "start" -> {
          engines.clear();
          node.path("engines").forEach(engine -> engines.add(engine.asText()));
        }
        default -> {
          // Lines of later versions tell of something that this report does not show.
        }
      }
    }
    return new History(List.copyOf(steps), List.copyOf(engines), List.copyOf(health));
  }

  private static JsonNode parse(String location, int number, String line) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Cannot read %s/%s: line %d is no JSON (the file is damaged; restore it, or train again)"
              .formatted(location, RunFiles.METRICS, number),
          e);
    }
  }

  /** The metrics' names, in order of the heads. */
  public List<String> metrics() {
    return steps.isEmpty() ? List.of() : List.copyOf(steps.get(0).metricLoss().keySet());
  }
}
