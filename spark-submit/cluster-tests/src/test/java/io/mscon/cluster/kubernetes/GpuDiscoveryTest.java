package io.mscon.cluster.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gpu-discovery.sh beside an nvidia-smi that says what the test wants. */
@Tag("cluster")
class GpuDiscoveryTest {
  @TempDir Path folder;
  private int status;

  private String discover() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Installation.SOURCE.resolve("spark-submit/gpu-discovery.sh").toString())
            .redirectErrorStream(true);
    builder.environment().put("PATH", folder + ":/usr/bin:/bin");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    status = process.waitFor();
    return said;
  }

  private void answers(String line) throws Exception {
    Installation.executable(folder.resolve("nvidia-smi"), "#!/usr/bin/env bash\n" + line + "\n");
  }

  @Test
  void theNumbersOfTheCardsAsSparkReadsThem() throws Exception {
    answers("[[ $* == '--query-gpu=index --format=csv,noheader' ]] && printf '0\\n1\\n10\\n'");
    String said = discover();
    assertEquals(0, status, said);
    assertEquals(
        Map.of("name", "gpu", "addresses", List.of("0", "1", "10")),
        new ObjectMapper().readValue(said, Map.class));
    assertEquals(1, said.lines().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "echo 'No devices were found'",
        "echo 'NVIDIA-SMI has failed because it could not communicate with the driver'; exit 9"
      })
  void withoutCardsItFailsAndSaysWhy(String answer) throws Exception {
    answers(answer);
    String said = discover();
    assertNotEquals(0, status);
    assertTrue(said.startsWith("gpu-discovery.sh: Cannot find GPUs: nvidia-smi "), said);
  }

  @Test
  void withoutADriverItNamesTheRemedy() throws Exception {
    String said = discover();
    assertNotEquals(0, status);
    assertTrue(said.contains("there is no nvidia-smi (install NVIDIA's driver"), said);
  }
}
