package io.mscon.model.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks NVIDIA's own tool, which comes with the driver, for the cards of this machine. */
public final class NvidiaSmi {
  /** The tool's name on the PATH. */
  static final String PROGRAM = "nvidia-smi";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String program;
  private final Duration patience;

  /** The tool of this machine. */
  public NvidiaSmi() {
    this(PROGRAM, PATIENCE);
  }

  /**
   * Another program in its place.
   *
   * @param program name on the PATH, or path
   * @param patience how long it may take
   */
  NvidiaSmi(String program, Duration patience) {
    this.program = program;
    this.patience = patience;
  }

  /**
   * The cards that this process can see, in the order of their numbers.
   *
   * @throws IllegalStateException if there is no driver, or it does not answer
   */
  public List<GpuCard> cards() {
    List<GpuCard> cards = new ArrayList<>();
    for (String line : ask().lines().filter(line -> !line.isBlank()).toList()) {
      cards.add(card(line));
    }
    return List.copyOf(cards);
  }

  private String ask() {
    try {
      Process process =
          new ProcessBuilder(
                  program,
                  "--query-gpu=index,uuid,name,driver_version,compute_cap",
                  "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      // First its end, then its few lines, which the pipe holds: reading would wait for ever.
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw unusable("it does not end");
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw unusable(answer.isBlank() ? "it failed" : answer.lines().findFirst().orElseThrow());
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot run on a GPU: there is no %s on this machine, so no NVIDIA driver (%s)"
              .formatted(PROGRAM, GpuSupport.REMEDY),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + PROGRAM, e);
    }
  }

  private static GpuCard card(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length < 5) {
      throw unusable("it says: " + line);
    }
    try {
      return new GpuCard(
          cells[0].strip(),
          cells[1].strip(),
          cells[2].strip(),
          cells[3].strip(),
          ComputeCapability.parse(cells[4].strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "Cannot run on a GPU: %s says %s (update the driver to %s or newer)"
              .formatted(PROGRAM, line, GpuSupport.OLDEST_DRIVER),
          e);
    }
  }

  private static IllegalStateException unusable(String why) {
    return new IllegalStateException(
        "Cannot run on a GPU: %s does not answer: %s (mend the driver, or %s)"
            .formatted(PROGRAM, why, GpuSupport.REMEDY));
  }
}
