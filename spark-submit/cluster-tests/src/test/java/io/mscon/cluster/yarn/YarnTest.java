package io.mscon.cluster.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.cluster.InstalledSpark;
import io.mscon.cluster.Script;
import io.mscon.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code spark-submit/yarn.sh} with the runtime jar, on a YARN with HDFS: how applications end, and
 * what happens to them when their containers die.
 */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YarnTest {
  private static final List<String> CLUSTER = List.of("--deploy-mode", "cluster");
  private static final String DATASET = "/data/shoes";
  private static final String EXECUTOR = "YarnCoarseGrainedExecutorBackend";
  private static final String DRIVER = "ApplicationMaster";

  @TempDir static Path folder;
  private static Hdfs hdfs;
  private static Yarn yarn;
  private static InstalledSpark spark;
  private static String expected;

  @BeforeAll
  static void start() throws IOException {
    hdfs = Hdfs.start(folder.resolve("hdfs"));
    hdfs.drawCorpus("/corpus", SmallConfiguration.PICTURES, folder);
    yarn = Yarn.start(hdfs);
    yarn.writeSettings(folder.resolve("hadoop"));
    spark = InstalledSpark.in(folder.resolve("spark"), "spark-yarn_");
    Files.writeString(
        spark.home().resolve("conf/spark-defaults.conf"),
        "spark.yarn.jars %s%n".formatted(spark.localJars()));
    SmallConfiguration.write(folder.resolve("base.conf"), hdfs.url("/corpus"));
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/shoes.conf"), "include \"../base.conf\"\n");
  }

  @AfterAll
  static void stop() {
    yarn.close();
    hdfs.close();
  }

  @Test
  @Order(1)
  void preparesInTheCluster() throws Exception {
    try (Script script = submit(CLUSTER, "prepare", "/runs/none")) {
      assertEnds(script, 0, FinalApplicationStatus.SUCCEEDED);
    }
    assertTrue(hdfs.exists(DATASET + "/dataset.json"));
  }

  @Test
  @Order(2)
  void trainsFromHere() throws Exception {
    try (Script script = submit(List.of(), "train", "/runs/client")) {
      assertEnds(script, 0, FinalApplicationStatus.SUCCEEDED);
      expected = weights("/runs/client");
      assertTrue(script.output().contains("weights_sha256 " + expected), script.output());
    }
  }

  @Test
  @Order(3)
  void trainsInTheCluster() throws Exception {
    try (Script script = submit(CLUSTER, "train", "/runs/cluster", "--resume")) {
      assertEnds(script, 0, FinalApplicationStatus.SUCCEEDED);
    }
    assertEquals(expected, weights("/runs/cluster"));
  }

  @Test
  @Order(4)
  void whatCannotBeTrainedFailsOnceInTheCluster() throws Exception {
    String[] impossible = {"--set", "train.global-batch=4000"};
    try (Script script = submit(CLUSTER, "train", "/runs/impossible", impossible)) {
      assertEnds(script, 1, FinalApplicationStatus.FAILED);
    }
    String reason = yarn.newest().getDiagnostics();
    assertTrue(reason.contains("Invalid train.global-batch: 4000"), reason);
    assertFalse(hdfs.exists("/runs/impossible/" + RunFiles.SUCCESS));
  }

  @Test
  @Order(5)
  void whatCannotBeTrainedFailsFromHere() throws Exception {
    String[] impossible = {"--set", "train.global-batch=4000"};
    try (Script script = submit(List.of(), "train", "/runs/impossible", impossible)) {
      assertEnds(script, 2, FinalApplicationStatus.FAILED);
    }
  }

  @Test
  @Order(6)
  void aWrongConfigurationIsNotSubmitted() throws Exception {
    int before = yarn.applications();
    try (Script script = submit(CLUSTER, "train", "/runs/no", "--set", "train.epochs=0")) {
      assertEquals(2, script.status(), script.output());
      assertTrue(script.output().contains("Invalid train.epochs: 0"), script.output());
    }
    assertEquals(before, yarn.applications());
  }

  @Test
  @Order(7)
  void anExecutorIsKilled() throws Exception {
    String run = "/runs/executor-killed";
    try (Script script = submit(CLUSTER, "train", run, "--resume")) {
      killAfterACheckpoint(script, run, EXECUTOR);
      assertEnds(script, 0, FinalApplicationStatus.SUCCEEDED);
    }
    assertEquals(expected, weights(run));
  }

  @Test
  @Order(8)
  void theApplicationMasterIsKilled() throws Exception {
    String run = "/runs/driver-killed";
    try (Script script = submit(CLUSTER, "train", run, "--resume")) {
      killAfterACheckpoint(script, run, DRIVER);
      assertEquals(0, script.status(), script.output());
    }
    assertFinal(FinalApplicationStatus.SUCCEEDED, 2);
    assertEquals(expected, weights(run));
  }

  /** Once HDFS takes no more writes, the run can't come to its end before the process has died. */
  private static void killAfterACheckpoint(Script script, String run, String kind)
      throws Exception {
    script.await("a checkpoint in " + run, () -> hasCheckpoint(run));
    hdfs.setSafeMode(true);
    assertFalse(hdfs.exists(run + "/" + RunFiles.SUCCESS), "it was over before the kill");
    ProcessHandle victim = yarn.processes(yarn.newest(), kind).get(0);
    victim.destroyForcibly();
    victim.onExit().get();
    hdfs.setSafeMode(false);
  }

  private static boolean hasCheckpoint(String run) throws IOException {
    String folder = run + "/" + RunFiles.CHECKPOINTS;
    for (String name : hdfs.list(folder)) {
      if (hdfs.exists(folder + "/" + name + "/manifest.json")) {
        return true;
      }
    }
    return false;
  }

  private static void assertEnds(Script script, int status, FinalApplicationStatus expectedEnd)
      throws Exception {
    int found = script.status();
    assertEquals(status, found, () -> everything(script));
    assertFinal(expectedEnd, 1);
  }

  private static void assertFinal(FinalApplicationStatus status, int attempts) throws Exception {
    ApplicationReport application = yarn.ended(yarn.newest());
    assertEquals(YarnApplicationState.FINISHED, application.getYarnApplicationState());
    assertEquals(status, application.getFinalApplicationStatus(), application.getDiagnostics());
    assertEquals(attempts, yarn.attempts(application));
  }

  private static String everything(Script script) {
    try {
      return script.output() + "\n" + yarn.logs(yarn.newest());
    } catch (Exception e) {
      return "Cannot read the logs: " + e;
    }
  }

  private static Script submit(List<String> options, String command, String run, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(InstalledSpark.mscon().resolve("spark-submit/yarn.sh").toString());
    arguments.addAll(List.of("--properties-file", smallContainers().toString()));
    arguments.addAll(options);
    arguments.addAll(List.of(command, "--conf", folder.resolve("conf/shoes.conf").toString()));
    // Without a host: on the file system that the cluster's settings name.
    arguments.addAll(List.of("--dataset", "hdfs://" + DATASET, "--run", run));
    arguments.addAll(Stream.of(more).toList());
    return Script.start(
        arguments,
        Map.of(
            "SPARK_HOME", spark.home().toString(),
            "HADOOP_CONF_DIR", folder.resolve("hadoop").toString(),
            "JAVA_HOME", System.getProperty("java.home"),
            "SPARK_LOCAL_IP", "127.0.0.1"),
        Files.createTempFile(folder, command, ".txt"));
  }

  private static Path smallContainers() throws IOException {
    return Files.writeString(
        folder.resolve("small.properties"),
        """
        spark.executor.instances 2
        spark.executor.cores 1
        spark.executor.memory 1g
        spark.executor.memoryOverhead 600m
        spark.driver.memory 1g
        spark.driver.memoryOverhead 400m
        spark.driver.cores 1
        # A filter of its pages lies in a jar of Spark's distribution that Maven does not bring.
        spark.ui.enabled false
        spark.yarn.appMasterEnv.SPARK_LOCAL_IP 127.0.0.1
        spark.executorEnv.SPARK_LOCAL_IP 127.0.0.1
        # Processes of tests end before the second compiler has paid for itself.
        spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1
        spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1
        """);
  }

  private static String weights(String run) throws IOException {
    String result = hdfs.text(run + "/" + RunFiles.RESULT);
    assertTrue(hdfs.exists(run + "/" + RunFiles.SUCCESS));
    return new ObjectMapper().readTree(result).path("weights_sha256").asText();
  }
}
