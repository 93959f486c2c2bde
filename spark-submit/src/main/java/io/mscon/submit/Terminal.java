package io.mscon.submit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What progress is shown on.
 *
 * @param interactive whether a line can be redrawn
 * @param columns its width
 */
record Terminal(boolean interactive, int columns) {
  private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);
  private static final int USUAL_COLUMNS = 80;

  /** The terminal of this process. */
  static Terminal of(Map<String, String> environment) {
    boolean interactive =
        System.console() != null
            && !"dumb".equals(environment.get("TERM"))
            && !environment.containsKey("CI");
    return new Terminal(interactive, interactive ? columns(environment) : USUAL_COLUMNS);
  }

  private static int columns(Map<String, String> environment) {
    int told = positive(environment.getOrDefault("COLUMNS", ""));
    return told > 0 ? told : asked();
  }

  /** Shells keep COLUMNS to themselves, so the terminal is asked. */
  private static int asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroy();
        return USUAL_COLUMNS;
      }
      byte[] said = stty.getInputStream().readAllBytes();
      String[] size = new String(said, StandardCharsets.US_ASCII).trim().split(" ");
      int columns = size.length == 2 ? positive(size[1]) : 0;
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (IOException e) {
      LOG.debug("Cannot ask the terminal for its width", e);
      return USUAL_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_COLUMNS;
    }
  }

  private static int positive(String text) {
    return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 0;
  }
}
