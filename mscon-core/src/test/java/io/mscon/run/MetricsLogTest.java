package io.mscon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsLogTest {
  @Test
  void aResumedLogForgetsLaterSteps() throws IOException {
    InMemoryStorage run = new InMemoryStorage();
    MetricsLog log = MetricsLog.start(run);
    for (int step = 1; step <= 4; step++) {
      log.add("step", Map.of("step", step));
    }
    log.flush();
    MetricsLog resumed = MetricsLog.resume(run, 2);
    resumed.add("step", Map.of("step", 3));
    resumed.flush();
    assertEquals(
        """
        {"type":"step","step":1}
        {"type":"step","step":2}
        {"type":"step","step":3}
        """,
        run.readText(RunFiles.METRICS));
  }

  @Test
  void linesAreFoundByTheirType() throws IOException {
    InMemoryStorage run = new InMemoryStorage();
    MetricsLog log = MetricsLog.start(run);
    log.add("step", Map.of("step", 1));
    log.add("warning", Map.of("step", 1, "sign", "collapse"));
    log.add("warning", Map.of("step", 2, "sign", "few-dimensions"));
    log.flush();
    MetricsLog resumed = MetricsLog.resume(run, 1);
    assertEquals(1, resumed.lines("warning").size());
    assertEquals("collapse", resumed.lines("warning").get(0).path("sign").asText());
  }
}
