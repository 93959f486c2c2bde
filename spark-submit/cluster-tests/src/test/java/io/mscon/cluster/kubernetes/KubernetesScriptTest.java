package io.mscon.cluster.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** kubernetes.sh beside a spark-submit that only says what the test wants. */
@Tag("cluster")
@Timeout(120)
class KubernetesScriptTest {
  private static final String MASTER = "--master=k8s://https://host:6443";

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    installation = Installation.in(folder);
  }

  /** Its status, then what it said. */
  private List<String> run(String... arguments) throws Exception {
    Process process = installation.start(Arrays.asList(arguments));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> result = new ArrayList<>(List.of(Integer.toString(process.waitFor())));
    result.addAll(said.lines().toList());
    return result;
  }

  private void answers(String status) throws IOException {
    installation.spark("if [[ $1 == --status ]]; then printf '%b' '" + status + "' >&2; fi");
  }

  @ParameterizedTest
  @CsvSource({
    "'\\t phase: Succeeded\\n', 0",
    "'\\t phase: Failed\\n', 1",
    "'\\t phase: Failed\\n"
        + "\\t\\t container name: spark-kubernetes-driver\\n"
        + "\\t\\t exit code: 137\\n"
        + "', 137",
    "'\\t phase: Failed\\n\\t\\t container name: sidecar\\n\\t\\t exit code: 7\\n', 1",
    "'Application not found.\\n', 1"
  })
  void theStatusIsTheDrivers(String answer, int status) throws Exception {
    answers(answer);
    List<String> result = run(MASTER, "report", "--run", "/data/r");
    assertEquals(Integer.toString(status), result.get(0), result.toString());
  }

  @Test
  void aSubmissionThatFailsIsAFailureWhateverAnOlderPodSays() throws Exception {
    installation.spark("[[ $1 == --status ]] && echo 'phase: Succeeded' || exit 1");
    List<String> result = run(MASTER, "report");
    assertEquals("1", result.get(0), result.toString());
    assertTrue(result.get(2).contains("spark-submit failed with status 1"), result.toString());
  }

  @Test
  void aDriverThatIsStillRunningIsWaitedFor() throws Exception {
    Path asked = folder.resolve("asked");
    installation.spark(
        "[[ $1 == --status ]] || exit 0; echo x >>'%s'; if (($(wc -l <'%s') < 2)); then echo 'phase: Running'; else echo 'phase: Succeeded'; fi"
            .formatted(asked, asked));
    List<String> result = run(MASTER, "report");
    assertEquals("0", result.get(0), result.toString());
    assertEquals(2, Files.readAllLines(asked).size());
  }

  @Test
  void whoeverDoesNotWaitIsToldSo() throws Exception {
    answers("phase: Failed");
    List<String> result =
        run(MASTER, "--conf", "spark.kubernetes.submission.waitAppCompletion=false", "report");
    assertEquals("0", result.get(0), result.toString());
    assertTrue(result.get(2).contains("is not waited for"), result.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train | Invalid --master: '' (must be k8s://https://HOST:PORT",
        "--master yarn train | Invalid --master: 'yarn'",
        "--master | Invalid options: --master has no value",
        "--master=k8s://x --deploy-mode=both train | Invalid --deploy-mode: 'both'",
        "--master=k8s://x train --conf | Invalid arguments: --conf has no value",
        "--master=k8s://x train --conf none.conf | Cannot read none.conf: no such file",
        "--master=k8s://x train --conf spark-mine.conf | Cannot send spark-mine.conf",
        "--master=k8s://x --properties-file=none train | Cannot read none: no such file"
      })
  void wrongUsageIsToldBeforeAnythingIsSent(String arguments, String message) throws Exception {
    installation.spark("echo sent");
    List<String> result = run(arguments.split(" "));
    assertEquals("2", result.get(0), result.toString());
    assertTrue(result.get(1).contains(message), result.toString());
    assertEquals(2, result.size(), result.toString());
  }

  @Test
  void aMachineWithoutSparkIsToldWhatIsMissing() throws Exception {
    Files.delete(installation.spark().resolve("bin/spark-submit"));
    List<String> result = run(MASTER, "train");
    assertEquals("2", result.get(0));
    assertTrue(result.get(1).contains("SPARK_HOME is '" + installation.spark() + "'"));
  }
}
