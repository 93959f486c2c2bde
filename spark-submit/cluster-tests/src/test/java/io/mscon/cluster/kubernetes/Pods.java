package io.mscon.cluster.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at pods as they arrive at the API server. */
final class Pods {
  private static final String GPU = "nvidia.com/gpu";

  private Pods() {}

  /** What a namespace with Kubernetes' profile "restricted" admits, and a read-only root. */
  static void assertRestricted(Pod pod) {
    PodSecurityContext all = pod.getSpec().getSecurityContext();
    assertTrue(all.getRunAsNonRoot());
    assertEquals(185, all.getRunAsUser());
    assertEquals(185, all.getFsGroup());
    assertEquals("RuntimeDefault", all.getSeccompProfile().getType());
    for (Container container : pod.getSpec().getContainers()) {
      SecurityContext own = container.getSecurityContext();
      assertFalse(own.getAllowPrivilegeEscalation());
      assertTrue(own.getReadOnlyRootFilesystem());
      assertEquals(List.of("ALL"), own.getCapabilities().getDrop());
      assertEquals(List.of(), own.getCapabilities().getAdd());
    }
    assertEquals(List.of(), pod.getSpec().getInitContainers());
    assertWritable(pod);
  }

  /** Where the root file system is read-only, what Spark and JavaCPP write to are volumes. */
  private static void assertWritable(Pod pod) {
    Set<String> volumes =
        only(pod).getVolumeMounts().stream()
            .map(mount -> mount.getMountPath())
            .collect(Collectors.toSet());
    assertTrue(volumes.containsAll(Set.of("/tmp", "/opt/spark/work-dir")), volumes.toString());
    assertTrue(volumes.contains(variables(pod).get("SPARK_LOCAL_DIRS")), volumes.toString());
  }

  private static Container only(Pod pod) {
    assertEquals(1, pod.getSpec().getContainers().size());
    return pod.getSpec().getContainers().get(0);
  }

  /**
   * Cores asked for, and memory: heap and overhead together.
   *
   * @param cores requested
   * @param memory requested and the limit
   */
  static void assertResources(Pod pod, String cores, String memory) {
    Map<String, Quantity> requests = only(pod).getResources().getRequests();
    assertEquals(new Quantity(cores), requests.get("cpu"));
    assertEquals(new Quantity(memory), requests.get("memory"));
    assertEquals(new Quantity(memory), only(pod).getResources().getLimits().get("memory"));
  }

  /** How many GPUs it may use. */
  static void assertGpus(Pod pod, String number) {
    assertEquals(new Quantity(number), only(pod).getResources().getLimits().get(GPU));
  }

  /** Environment variables with a value. */
  static Map<String, String> variables(Pod pod) {
    return only(pod).getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (first, last) -> last));
  }

  /** Environment variables that come from a secret: its name and key. */
  static Map<String, String> secrets(Pod pod) {
    return only(pod).getEnv().stream()
        .filter(variable -> variable.getValueFrom() != null)
        .filter(variable -> variable.getValueFrom().getSecretKeyRef() != null)
        .collect(
            Collectors.toMap(
                EnvVar::getName, variable -> name(variable.getValueFrom().getSecretKeyRef())));
  }

  private static String name(SecretKeySelector secret) {
    return secret.getName() + ":" + secret.getKey();
  }

  /** The claim that is mounted at a folder. */
  static String claimAt(Pod pod, String folder) {
    String volume =
        only(pod).getVolumeMounts().stream()
            .filter(mount -> mount.getMountPath().equals(folder))
            .findFirst()
            .orElseThrow()
            .getName();
    return pod.getSpec().getVolumes().stream()
        .filter(each -> each.getName().equals(volume))
        .findFirst()
        .orElseThrow()
        .getPersistentVolumeClaim()
        .getClaimName();
  }
}
