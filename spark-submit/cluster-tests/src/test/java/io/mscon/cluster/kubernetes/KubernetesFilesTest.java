package io.mscon.cluster.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The YAML against Kubernetes' and the Spark operator's schemas, and against each other. */
@Tag("cluster")
class KubernetesFilesTest {
  private static final String OPERATOR = "spark-operator-2.4";

  static Stream<Path> files() throws IOException {
    return Manifests.files().stream();
  }

  private static Schema schemaOf(JsonNode document, String version) {
    return "SparkApplication".equals(document.path("kind").asText())
        ? Schema.named(OPERATOR)
        : Schema.named(version);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsWhatItsSchemaSays(Path file) throws IOException {
    for (String version : new String[] {"kubernetes-1.28", "kubernetes-1.37"}) {
      for (JsonNode document : Manifests.documents(file)) {
        assertEquals(Map.of(), schemaOf(document, version).problems(document), file.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "driver.yaml, /spec, terminationGracePeriodSecond, 300",
    "driver.yaml, /spec/containers/0/securityContext, readOnlyRootFilesystem, maybe",
    "executor.yaml, /spec/volumes/0/emptyDir, size, 8Gi",
    "disruption.yaml, /spec, minimumAvailable, 1",
    "volume.yaml, /spec, accessModes, ReadWriteMany",
    "rbac.yaml, , secret, default",
    "spark-application.yaml, /spec/driver, memoryOverHead, 2g",
    "spark-application.yaml, /spec/executor/template/spec, nodeSelectors, a"
  })
  void aSlipOfThePenIsSeen(String file, String where, String key, String value) throws IOException {
    JsonNode document = Manifests.document(file);
    ((ObjectNode) document.at(where == null ? "" : where)).put(key, value);
    assertFalse(schemaOf(document, "kubernetes-1.37").problems(document).isEmpty());
  }

  private static Map<String, String> settings() throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Installation.SOURCE.resolve("conf/spark/kubernetes.conf"))) {
      properties.load(reader);
    }
    Map<String, String> settings = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(key -> settings.put(key, properties.getProperty(key).trim()));
    return settings;
  }

  @Test
  void theSparkApplicationIsTheSameRun() throws IOException {
    JsonNode spec = Manifests.document("spark-application.yaml").get("spec");
    Map<String, String> rest = settings();
    assertEquals(rest.remove("spark.kubernetes.namespace"), namespace());
    assertEquals(rest.remove("spark.kubernetes.container.image"), spec.get("image").asText());
    assertEquals(
        rest.remove("spark.kubernetes.container.image.pullPolicy"),
        spec.get("imagePullPolicy").asText());
    assertEquals(rest.remove("spark.executor.instances"), spec.at("/executor/instances").asText());
    for (String role : new String[] {"driver", "executor"}) {
      assertPod(role, spec.get(role), rest);
    }
    // It deletes no driver from here.
    rest.remove("spark.kubernetes.appKillPodDeletionGracePeriod");
    Map<String, String> given = new TreeMap<>();
    spec.get("sparkConf")
        .fields()
        .forEachRemaining(field -> given.put(field.getKey(), field.getValue().asText()));
    assertEquals(rest, given);
  }

  private static String namespace() throws IOException {
    return Manifests.document("spark-application.yaml").at("/metadata/namespace").asText();
  }

  private static void assertPod(String role, JsonNode pod, Map<String, String> rest)
      throws IOException {
    assertEquals(rest.remove("spark." + role + ".cores"), pod.get("cores").asText());
    assertEquals(rest.remove("spark." + role + ".memory"), pod.get("memory").asText());
    assertEquals(
        rest.remove("spark." + role + ".memoryOverhead"), pod.get("memoryOverhead").asText());
    assertEquals(
        rest.remove("spark.kubernetes.authenticate." + role + ".serviceAccountName"),
        pod.get("serviceAccount").asText());
    JsonNode template = Manifests.document(role + ".yaml");
    assertEquals(template.get("metadata"), pod.at("/template/metadata"));
    assertEquals(template.get("spec"), pod.at("/template/spec"));
  }

  @Test
  void theBudgetIsForTheDriversThatTheTemplateMakes() throws IOException {
    assertEquals(
        Manifests.document("driver.yaml").at("/metadata/labels"),
        Manifests.document("disruption.yaml").at("/spec/selector/matchLabels"));
  }

  @Test
  void noSecretStandsInAFile() throws IOException {
    String text = Files.readString(Installation.SOURCE.resolve("conf/spark/kubernetes.conf"));
    assertFalse(text.matches("(?is).*fs\\.s3a\\.(access|secret)\\.key.*"));
    for (Path file : Manifests.files()) {
      for (JsonNode document : Manifests.documents(file)) {
        assertFalse("Secret".equals(document.path("kind").asText()), file.toString());
      }
    }
  }

  @Test
  void theImageHasWhatTheSettingsName() throws IOException {
    String dockerfile = Files.readString(Manifests.FOLDER.resolve("Dockerfile"));
    assertTrue(dockerfile.contains("COPY --from=unpacked /opt/mscon /opt/mscon"), dockerfile);
    assertTrue(dockerfile.contains("FROM ${SPARK_IMAGE}@${SPARK_DIGEST}"), dockerfile);
    assertTrue(dockerfile.stripTrailing().endsWith("USER 185"), dockerfile);
  }
}
