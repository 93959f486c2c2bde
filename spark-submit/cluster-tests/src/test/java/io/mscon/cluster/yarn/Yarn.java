package io.mscon.cluster.yarn;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/** A resource manager and a node manager in this process; containers are processes of their own. */
final class Yarn implements AutoCloseable {
  private static final String QUEUE = "yarn.scheduler.capacity.root.default.";

  private static final long PATIENCE_NANOSECONDS = TimeUnit.MINUTES.toNanos(5);
  private static final long LOOK_EVERY_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Set<YarnApplicationState> ENDED =
      EnumSet.of(
          YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED);

  private final MiniYARNCluster cluster;
  private final YarnClient client;

  private Yarn(MiniYARNCluster cluster, YarnClient client) {
    this.cluster = cluster;
    this.client = client;
  }

  /**
   * Starts it, and waits until applications can be submitted.
   *
   * @param hdfs its file system
   */
  static Yarn start(Hdfs hdfs) throws IOException {
    MiniYARNCluster cluster = new MiniYARNCluster("mscon", 1, 1, 1);
    cluster.init(settings(hdfs));
    cluster.start();
    try {
      if (!cluster.waitForNodeManagersToConnect(120_000)) {
        throw new IOException("The node manager does not come");
      }
    } catch (YarnException | InterruptedException e) {
      throw new IOException("Cannot start YARN", e);
    }
    YarnClient client = YarnClient.createYarnClient();
    client.init(cluster.getConfig());
    client.start();
    return new Yarn(cluster, client);
  }

  private static Configuration settings(Hdfs hdfs) {
    YarnConfiguration settings = new YarnConfiguration(hdfs.settings());
    settings.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, 12 * 1024);
    settings.setInt(YarnConfiguration.NM_VCORES, 16);
    settings.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
    settings.setInt(YarnConfiguration.RM_AM_MAX_ATTEMPTS, 2);
    // A JVM reserves far more addresses than memory.
    settings.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    settings.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100");
    settings.set(YarnConfiguration.RM_HOSTNAME, "localhost");
    // Hadoop's archive for tests comes without capacity-scheduler.xml.
    settings.set("yarn.scheduler.capacity.root.queues", "default");
    settings.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
    settings.set("yarn.scheduler.capacity.node-locality-delay", "-1");
    settings.set(QUEUE + "capacity", "100");
    settings.set(QUEUE + "maximum-capacity", "100");
    settings.set(QUEUE + "user-limit-factor", "1");
    settings.set(QUEUE + "state", "RUNNING");
    settings.set(QUEUE + "acl_submit_applications", "*");
    settings.set(QUEUE + "acl_administer_queue", "*");
    return settings;
  }

  /** Writes what stands in a cluster's HADOOP_CONF_DIR. */
  void writeSettings(Path folder) throws IOException {
    Files.createDirectories(folder);
    Configuration settings = new Configuration(cluster.getConfig());
    // A class of Hadoop's tests, which containers don't have.
    settings.unset(CommonConfigurationKeysPublic.NET_TOPOLOGY_NODE_SWITCH_MAPPING_IMPL_KEY);
    for (String name : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
      try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
        settings.writeXml(out);
      }
    }
  }

  /** The application that was submitted last. */
  ApplicationReport newest() throws IOException, YarnException {
    return client.getApplications(EnumSet.allOf(YarnApplicationState.class)).stream()
        .max(Comparator.comparing(ApplicationReport::getApplicationId))
        .orElseThrow(() -> new AssertionError("no application was submitted"));
  }

  /** An application at its end. */
  ApplicationReport ended(ApplicationReport application) throws IOException, YarnException {
    long end = System.nanoTime() + PATIENCE_NANOSECONDS;
    ApplicationReport now = application;
    while (!ENDED.contains(now.getYarnApplicationState())) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it does not end: " + now);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOSECONDS);
      now = client.getApplicationReport(application.getApplicationId());
    }
    return now;
  }

  /** How many were submitted. */
  int applications() throws IOException, YarnException {
    return client.getApplications().size();
  }

  /** How often its driver was started. */
  int attempts(ApplicationReport application) throws IOException, YarnException {
    return client.getApplicationAttempts(application.getApplicationId()).size();
  }

  /**
   * The processes of an application's containers.
   *
   * @param kind of container: part of the name of its main class
   */
  List<ProcessHandle> processes(ApplicationReport application, String kind) {
    String id = application.getApplicationId().toString();
    return ProcessHandle.current()
        .descendants()
        .filter(process -> isJava(process, id, kind))
        .toList();
  }

  private static boolean isJava(ProcessHandle process, String application, String kind) {
    try {
      // ProcessHandle.Info leaves out what is as long as theirs.
      List<String> command =
          List.of(
              Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                  .split("\0"));
      return command.get(0).endsWith("/java")
          && command.stream().anyMatch(part -> part.contains(kind))
          && command.stream().anyMatch(part -> part.contains(application));
    } catch (IOException e) {
      // It has ended meanwhile.
      return false;
    }
  }

  /** What an application's containers have said. */
  String logs(ApplicationReport application) throws IOException {
    String id = application.getApplicationId().toString();
    try (Stream<Path> files = Files.walk(Path.of("target", "test", "data", "mscon").toRealPath())) {
      return files
          .filter(file -> file.toString().contains(id) && isLog(file))
          .sorted()
          .map(Yarn::text)
          .collect(Collectors.joining("\n"));
    }
  }

  private static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return name.equals("stdout") || name.equals("stderr");
  }

  private static String text(Path file) {
    try {
      return "== " + file + "\n" + Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "== " + file + ": " + e;
    }
  }

  @Override
  public void close() {
    client.stop();
    cluster.stop();
  }
}
