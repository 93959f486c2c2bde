package io.mscon.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The run's {@code metrics.jsonl}: one JSON object a line. Lines are kept in memory and the file is
 * written anew at every {@link #flush}, so that it is whole on file systems that can't append. A
 * resumed run keeps the lines up to its checkpoint and makes the others again.
 */
public final class MetricsLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Storage run;
  private final List<String> lines;

  private MetricsLog(Storage run, List<String> lines) {
    this.run = run;
    this.lines = lines;
  }

  /**
   * An empty log.
   *
   * @param run the run's folder
   */
  public static MetricsLog start(Storage run) {
    return new MetricsLog(run, new ArrayList<>());
  }

  /**
   * The log of a run that goes on.
   *
   * @param run the run's folder
   * @param step lines of later steps are left out
   */
  public static MetricsLog resume(Storage run, long step) throws IOException {
    List<String> kept = new ArrayList<>();
    if (run.exists(RunFiles.METRICS)) {
      for (String line : run.readText(RunFiles.METRICS).lines().toList()) {
        JsonNode node = JSON.readTree(line);
        if (node.path("step").asLong() <= step) {
          kept.add(line);
        }
      }
    }
    return new MetricsLog(run, kept);
  }

  /**
   * Adds a line.
   *
   * @param type what it tells of: start, step, health, warning
   * @param values its fields, in order; has {@code step}, the steps done
   */
  public void add(String type, Map<String, ?> values) throws IOException {
    var node = JSON.createObjectNode().put("type", type);
    values.forEach((key, value) -> node.set(key, JSON.valueToTree(value)));
    lines.add(JSON.writeValueAsString(node));
  }

  /**
   * The lines of a type so far, those of earlier attempts included.
   *
   * @param type what they tell of
   */
  public List<JsonNode> lines(String type) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (String line : lines) {
      JsonNode node = JSON.readTree(line);
      if (node.path("type").asText().equals(type)) {
        found.add(node);
      }
    }
    return found;
  }

  /** Writes the file. */
  public void flush() throws IOException {
    run.writeText(RunFiles.METRICS, String.join("\n", lines) + "\n");
  }
}
