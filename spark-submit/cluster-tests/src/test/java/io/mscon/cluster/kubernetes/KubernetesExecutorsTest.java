package io.mscon.cluster.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver with the settings of kubernetes.conf: which executors it asks for, with which rights.
 */
@Tag("cluster")
@Disabled(
    "the executor in place of a failed one is waited for in vain on the fake server; it was seen when this was written")
@Timeout(300)
class KubernetesExecutorsTest {
  private static final String NAMESPACE = "mscon";
  private static final String DRIVER = "the-driver";

  @TempDir Path folder;

  private static SparkConf settings(Path file, String master) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    SparkConf settings = new SparkConf(false);
    properties.stringPropertyNames().stream()
        // This machine's driver has no GPU to discover.
        .filter(key -> !key.startsWith("spark.driver.resource"))
        .forEach(key -> settings.set(key, properties.getProperty(key).trim()));
    return settings
        .setMaster(master)
        .setAppName("executors")
        .set("spark.kubernetes.driver.pod.name", DRIVER)
        .set("spark.kubernetes.executor.podTemplateFile", Manifests.FOLDER + "/executor.yaml")
        .set("spark.driver.host", "localhost")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.ui.enabled", "false");
  }

  private static List<Pod> executors(ApiServer server, Predicate<Set<String>> condition)
      throws Exception {
    return server
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("spark-role", "executor")
        .informOnCondition(
            pods ->
                condition.test(
                    pods.stream().map(KubernetesExecutorsTest::number).collect(Collectors.toSet())))
        .get(120, TimeUnit.SECONDS);
  }

  private static String number(Pod executor) {
    return executor.getMetadata().getLabels().get("spark-exec-id");
  }

  private static void createReady(ApiServer server, String driver) {
    server
        .client()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(driver)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build())
        .create();
  }

  private static void fail(ApiServer server, Pod executor) {
    server
        .client()
        .resource(new PodBuilder(executor).withNewStatus().withPhase("Failed").endStatus().build())
        .patchStatus();
  }

  @Test
  void executorsAsTheSettingsSayLostOnesAgainAndNoRightTooMany() throws Exception {
    Path settings = Installation.in(folder).settings("gpu", "s3");
    try (ApiServer server = new ApiServer()) {
      createReady(server, DRIVER);
      SparkContext context = new SparkContext(settings(settings, server.master()));
      try {
        List<Pod> first = executors(server, Set.of("1", "2", "3", "4")::equals);
        first.forEach(KubernetesExecutorsTest::assertExecutor);
        fail(server, first.get(0));
        executors(server, now -> now.contains("5") && !now.contains(number(first.get(0))));
      } finally {
        context.stop();
      }
      assertEquals(
          Access.of(Manifests.named(Role.class, "mscon-driver")), server.used(), "used by Spark");
    }
  }

  private static void assertExecutor(Pod pod) {
    Pods.assertRestricted(pod);
    Pods.assertResources(pod, "1", "10240Mi");
    Pods.assertGpus(pod, "1");
    assertEquals("mscon-executor", pod.getSpec().getServiceAccountName());
    assertFalse(pod.getSpec().getAutomountServiceAccountToken());
    assertEquals("mscon:0.1.0", pod.getSpec().getContainers().get(0).getImage());
    assertEquals("1", Pods.variables(pod).get("OMP_NUM_THREADS"));
    assertEquals("PCI_BUS_ID", Pods.variables(pod).get("CUDA_DEVICE_ORDER"));
    assertEquals("mscon-s3:access-key", Pods.secrets(pod).get("AWS_ACCESS_KEY_ID"));
    assertEquals("mscon-data", Pods.claimAt(pod, "/data"));
    // Decommissioning begins before the container is told to stop.
    assertEquals(
        List.of("/opt/decom.sh"),
        pod.getSpec().getContainers().get(0).getLifecycle().getPreStop().getExec().getCommand());
  }
}
