package io.mscon.cluster.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kubernetes.sh with the real spark-submit: what reaches the API server, and how it ends. */
@Tag("cluster")
@Timeout(300)
class KubernetesSubmitTest {
  private static final String NAMESPACE = "mscon";
  private static final String POD_OPTION = "spark.kubernetes.driver.pod.name=the-driver";

  @TempDir Path folder;
  private final ApiServer server = new ApiServer();
  private Installation installation;
  private Path configuration;

  @BeforeEach
  void install() throws IOException {
    installation = Installation.in(folder);
    Files.writeString(folder.resolve("base.conf"), "train.epochs = 7");
    configuration =
        Files.writeString(
            folder.resolve("mine.conf"), "include \"base.conf\"\nmetrics = [category]");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Process start(List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--master", server.master()));
    arguments.addAll(options);
    arguments.addAll(List.of("train", "--conf", configuration.toString(), "--run", "/data/my run"));
    return installation.start(arguments);
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private Pod arrived(CompletableFuture<String> output) throws Exception {
    CompletableFuture.anyOf(server.firstPod(), output).get(200, TimeUnit.SECONDS);
    assertTrue(server.firstPod().isDone(), () -> output.getNow("no pod"));
    return server.firstPod().get();
  }

  private static CompletableFuture<String> read(Process process) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return output(process);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void end(Pod pod, String phase, int status) {
    server
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .resource(
            new PodBuilder(pod)
                .withStatus(
                    new PodStatusBuilder()
                        .withPhase(phase)
                        .addNewContainerStatus()
                        .withName("spark-kubernetes-driver")
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(status)
                        .withReason(status == 0 ? "Completed" : "Error")
                        .endTerminated()
                        .endState()
                        .endContainerStatus()
                        .build())
                .build())
        .patchStatus();
  }

  /** Maps of names: everything that the pod mounts from ConfigMaps, by its folder. */
  private Map<String, String> mounted(Pod pod, String mountPath) {
    String volume =
        container(pod).getVolumeMounts().stream()
            .filter(mount -> mount.getMountPath().equals(mountPath))
            .findFirst()
            .orElseThrow()
            .getName();
    String name =
        pod.getSpec().getVolumes().stream()
            .filter(each -> each.getName().equals(volume))
            .findFirst()
            .orElseThrow()
            .getConfigMap()
            .getName();
    ConfigMap map = server.client().configMaps().inNamespace(NAMESPACE).withName(name).get();
    assertEquals(
        pod.getMetadata().getName(), map.getMetadata().getOwnerReferences().get(0).getName());
    return map.getData();
  }

  private static Container container(Pod pod) {
    assertEquals(1, pod.getSpec().getContainers().size());
    return pod.getSpec().getContainers().get(0);
  }

  private Role submitter() throws IOException {
    return Manifests.named(Role.class, "mscon-submitter");
  }

  @Test
  void aDriverThatSucceeds() throws Exception {
    Process process = start(List.of());
    CompletableFuture<String> output = read(process);
    Pod pod = arrived(output);
    end(pod, "Succeeded", 0);
    String said = output.get();
    assertEquals(0, process.exitValue(), said);

    assertTrue(pod.getMetadata().getName().matches("mscon-train-\\d{8}-\\d{6}-[0-9a-f]{4}-driver"));
    assertTrue(said.contains("driver mscon/" + pod.getMetadata().getName() + " succeeded"), said);
    Pods.assertRestricted(pod);
    Pods.assertResources(pod, "1", "6144Mi");
    assertEquals("mscon:0.1.0", container(pod).getImage());
    assertEquals("mscon-driver", pod.getSpec().getServiceAccountName());
    assertEquals(300, pod.getSpec().getTerminationGracePeriodSeconds());
    assertEquals("driver", pod.getMetadata().getLabels().get("app.kubernetes.io/component"));
    assertEquals("1", Pods.variables(pod).get("OMP_NUM_THREADS"));
    assertEquals("mscon-data", Pods.claimAt(pod, "/data"));
    assertArguments(container(pod).getArgs());
    assertSettings(mounted(pod, "/opt/spark/conf"));
    String template = String.join("", mounted(pod, "/opt/spark/pod-template").values());
    assertTrue(template.contains("readOnlyRootFilesystem: true"), template);
    assertAllowed(Set.of());
  }

  private static void assertArguments(List<String> all) {
    List<String> expected =
        List.of(
            "local:///opt/mscon/lib/mscon-runtime.jar",
            "train",
            "--conf",
            "/opt/spark/conf/mine.conf",
            "--run",
            "/data/my run");
    assertEquals("driver", all.get(0));
    assertEquals("io.mscon.submit.Main", all.get(all.indexOf("--class") + 1));
    assertEquals(expected, all.subList(all.size() - expected.size(), all.size()));
  }

  /** The user's configuration with what it includes, and the settings of executors. */
  private static void assertSettings(Map<String, String> data) {
    String mine = data.get("mine.conf");
    assertTrue(mine.contains("epochs=7") && mine.contains("category"), mine);
    String properties = data.get("spark.properties");
    assertTrue(properties.contains("spark.executor.memoryOverhead=6g"), properties);
    assertTrue(properties.contains("spark.executorEnv.OMP_NUM_THREADS=1"), properties);
    assertTrue(properties.contains("org.bytedeco.javacpp.cachedir\\=/tmp/javacpp"), properties);
  }

  private void assertAllowed(Set<Access> needed) throws IOException {
    Set<Access> allowed = Access.of(submitter());
    Set<Access> refused = new TreeSet<>(server.used());
    refused.removeAll(allowed);
    assertEquals(Set.of(), refused);
    assertTrue(server.used().containsAll(needed), () -> "only " + server.used());
  }

  @Test
  void aDriverWithGpusAndSecretsThatFails() throws Exception {
    Path settings = installation.settings("gpu", "gpu-driver", "s3");
    Process process =
        start(List.of("--properties-file", settings.toString(), "--conf", POD_OPTION));
    CompletableFuture<String> output = read(process);
    Pod pod = arrived(output);
    end(pod, "Failed", 2);
    String said = output.get();
    assertEquals(2, process.exitValue(), said);

    assertEquals("the-driver", pod.getMetadata().getName());
    assertTrue(said.contains("driver mscon/the-driver failed with exit status 2"), said);
    Pods.assertRestricted(pod);
    Pods.assertGpus(pod, "1");
    assertEquals("PCI_BUS_ID", Pods.variables(pod).get("CUDA_DEVICE_ORDER"));
    assertEquals("mscon-s3:access-key", Pods.secrets(pod).get("AWS_ACCESS_KEY_ID"));
    assertEquals("mscon-s3:secret-key", Pods.secrets(pod).get("AWS_SECRET_ACCESS_KEY"));
    String properties = mounted(pod, "/opt/spark/conf").get("spark.properties");
    assertTrue(
        properties.contains(
            "spark.executor.resource.gpu.discoveryScript=/opt/mscon/spark-submit/gpu-discovery.sh"),
        properties);
    assertTrue(properties.contains("spark.executor.cores=1"), properties);
    assertAllowed(Set.of());
  }

  @Test
  void aSignalStopsTheDriver() throws Exception {
    Process process = start(List.of("--conf", POD_OPTION));
    CompletableFuture<String> output = read(process);
    arrived(output);
    // Of the process itself, destroy() closes what it still says.
    process.toHandle().destroy();
    String said = output.get();
    assertEquals(143, process.exitValue(), said);
    assertEquals(List.of(), server.client().pods().inNamespace(NAMESPACE).list().getItems(), said);
    assertTrue(said.contains("Grace period in secs: 300"), said);
    assertAllowed(Set.of(new Access("pods", "delete")));
  }

  @Test
  void theSubmitterHasNoRightThatNobodyNeeds() throws IOException {
    Set<Access> forPeople = Set.of(new Access("pods", "list"), new Access("pods/log", "get"));
    Set<Access> forSpark =
        Set.of(
            new Access("pods", "create"),
            new Access("pods", "get"),
            new Access("pods", "watch"),
            new Access("pods", "delete"),
            new Access("configmaps", "create"),
            new Access("configmaps", "patch"),
            new Access("services", "create"),
            new Access("services", "patch"));
    Set<Access> expected = new TreeSet<>(forPeople);
    expected.addAll(forSpark);
    assertEquals(expected, Access.of(submitter()));
  }

  @Test
  void inClientModeTheDriverIsThisMachines() throws Exception {
    installation.spark("printf '%s|' \"$OMP_NUM_THREADS\" \"$@\"");
    Process process = start(List.of("--deploy-mode", "client"));
    String said = output(process);
    assertEquals(0, process.exitValue(), said);
    String jar = installation.home() + "/lib/mscon-runtime.jar";
    assertTrue(said.startsWith("1|--properties-file|"), said);
    assertTrue(said.contains("|--deploy-mode|client|"), said);
    assertTrue(said.contains("log4j2.configurationFile=jar:file://" + jar + "!/log4j2"), said);
    assertFalse(said.contains("driver.pod.name"), said);
    assertTrue(
        said.endsWith("|" + jar + "|train|--conf|" + configuration + "|--run|/data/my run|"), said);
  }
}
