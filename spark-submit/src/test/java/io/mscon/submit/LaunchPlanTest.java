package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchPlanTest {
  private static final List<String> LOCAL =
      List.of("train", "--set", "train.threads-per-lane=3", "--master", "local[2]");

  @TempDir Path folder;

  @Test
  void localRunsStartJavaWithTheLanesThreads() {
    LaunchPlan plan = LaunchPlan.of(Map.of("JAVA_HOME", "/jdk"), distribution(), LOCAL);
    assertEquals(Map.of("OMP_NUM_THREADS", "3"), plan.environment());
    List<String> command = plan.command();
    assertEquals(List.of("/jdk/bin/java", "-Xmx4g"), command.subList(0, 2));
    assertTrue(command.contains("--add-opens=java.base/java.nio=ALL-UNNAMED"), command.toString());
    assertTrue(command.contains("-Dorg.bytedeco.javacpp.maxbytes=0"), command.toString());
    assertTrue(command.contains("-Dspark.master=local[2]"), command.toString());
    assertTrue(command.contains("-Dspark.executorEnv.OMP_NUM_THREADS=3"), command.toString());
    assertTrue(command.contains("-Dspark.driver.host=localhost"), command.toString());
    assertFalse(command.toString().contains("spark.executor.extraClassPath"), command.toString());
    int main = command.indexOf("io.mscon.submit.Main");
    assertEquals(
        List.of("-cp", "/a b/mscon.jar:/spark/x.jar:/spark/y.jar"),
        command.subList(main - 2, main));
    assertEquals(LOCAL, command.subList(main + 1, command.size()));
  }

  @Test
  void memoryIsTheUsersChoice() {
    LaunchPlan plan = LaunchPlan.of(Map.of("MSCON_DRIVER_MEMORY", "9g"), distribution(), LOCAL);
    assertEquals(List.of("java", "-Xmx9g"), plan.command().subList(0, 2));
  }

  @Test
  void wrongArgumentsAreLeftToTheCommand() {
    for (List<String> wrong :
        List.of(
            List.of("trian"),
            List.<String>of(),
            List.of("train", "--conf", "/nowhere.conf"),
            List.of("train", "--set", "train.epochs=0"))) {
      LaunchPlan plan = LaunchPlan.of(Map.of(), distribution(), wrong);
      assertEquals(Map.of("OMP_NUM_THREADS", "1"), plan.environment());
      List<String> command = plan.command();
      assertEquals(wrong, command.subList(command.size() - wrong.size(), command.size()));
    }
  }

  @Test
  void memoryIsMeasuredWithOneThreadAndATightHeap() {
    List<String> benchmark = List.of("benchmark-loss", "--rows", "8192");
    LaunchPlan plan = LaunchPlan.of(Map.of(), distribution(), benchmark);
    assertEquals(Map.of("OMP_NUM_THREADS", "1"), plan.environment());
    assertTrue(plan.command().contains("-XX:+UseSerialGC"), plan.command().toString());
    assertFalse(plan.command().contains("-XX:+UseParallelGC"), "Java takes one collector only");
    List<String> training = LaunchPlan.of(Map.of(), distribution(), LOCAL).command();
    assertTrue(training.contains("-XX:+UseParallelGC"), training.toString());
    assertFalse(training.contains("-XX:+UseSerialGC"), training.toString());
  }

  @Test
  void preparationsLeaveJavasSecondCompilerLittle() {
    String option = "-XX:Tier4InvocationThreshold=500000";
    List<String> prepare = List.of("prepare", "--master", "local[2]");
    assertTrue(LaunchPlan.of(Map.of(), distribution(), prepare).command().contains(option));
    assertFalse(LaunchPlan.of(Map.of(), distribution(), LOCAL).command().contains(option));
  }

  @Test
  void theProbeIsMeasuredWithOneLane() {
    LaunchPlan plan = LaunchPlan.of(Map.of(), distribution(), List.of("benchmark-probe"));
    assertTrue(plan.command().contains("-Dspark.master=local[1]"), plan.command().toString());
  }

  @Test
  void localClustersGetASparkHomeAndAClasspath() {
    LaunchPlan plan =
        LaunchPlan.of(
            Map.of(), distribution(), List.of("train", "--master", "local-cluster[2,1,1400]"));
    assertEquals(
        Map.of(
            "OMP_NUM_THREADS", "1",
            "SPARK_HOME", folder.resolve("spark-home").toString(),
            "SPARK_SCALA_VERSION", "2.12"),
        plan.environment());
    assertTrue(
        plan.command()
            .contains("-Dspark.executor.extraClassPath=/a b/mscon.jar:/spark/x.jar:/spark/y.jar"),
        plan.command().toString());
  }

  @Test
  void otherMastersAreSentTheJar() {
    LaunchPlan plan =
        LaunchPlan.of(Map.of(), distribution(), List.of("train", "--master", "spark://host:7077"));
    assertTrue(plan.command().contains("-Dspark.jars=/a b/mscon.jar"), plan.command().toString());
    assertFalse(plan.command().toString().contains("spark.driver.host"));
  }

  private Path installedSpark() throws IOException {
    Path submit = folder.resolve("spark/bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(submit, "");
    assertTrue(submit.toFile().setExecutable(true));
    return submit;
  }

  @Test
  void anInstalledSparkLogsAsItsOwnerWantsOrLittle() throws IOException {
    installedSpark();
    Path spark = folder.resolve("spark");
    Map<String, String> variables = Map.of("SPARK_HOME", spark.toString());
    String ours = "-Dlog4j2.configurationFile=jar:file:///a%20b/mscon.jar!/log4j2.properties";
    List<String> quiet = LaunchPlan.of(variables, distribution(), LOCAL).command();
    assertTrue(
        quiet.get(quiet.indexOf("--driver-java-options") + 1).contains(ours), quiet.toString());

    Files.createDirectories(spark.resolve("conf"));
    Files.writeString(spark.resolve("conf/log4j2.properties"), "");
    List<String> theirs = LaunchPlan.of(variables, distribution(), LOCAL).command();
    assertFalse(theirs.toString().contains("log4j2"), theirs.toString());
    Map<String, String> elsewhere = new HashMap<>(variables);
    elsewhere.put("SPARK_CONF_DIR", folder.resolve("empty").toString());
    assertTrue(LaunchPlan.of(elsewhere, distribution(), LOCAL).command().toString().contains(ours));
  }

  @Test
  void anInstalledSparkIsUsed() throws IOException {
    Path submit = installedSpark();
    Map<String, String> variables = Map.of("SPARK_HOME", folder.resolve("spark").toString());
    LaunchPlan plan = LaunchPlan.of(variables, distribution(), LOCAL);
    assertEquals(Map.of("OMP_NUM_THREADS", "3"), plan.environment());
    List<String> command = plan.command();
    assertEquals(
        List.of(
            submit.toString(),
            "--class",
            "io.mscon.submit.Main",
            "--master",
            "local[2]",
            "--driver-memory",
            "4g"),
        command.subList(0, 7));
    assertTrue(command.contains("spark.driver.maxResultSize=0"), command.toString());
    int jar = command.indexOf("/a b/mscon.jar");
    assertEquals(LOCAL, command.subList(jar + 1, command.size()));
  }

  @Test
  void aSparkHomeWithoutSparkSubmitIsPassedOver() {
    Map<String, String> variables = Map.of("SPARK_HOME", folder.toString());
    LaunchPlan plan = LaunchPlan.of(variables, distribution(), LOCAL);
    assertEquals("java", plan.command().get(0));
  }

  @Test
  void sparkHomeIsMadeAgainWithoutHarm() throws IOException {
    Distribution distribution = distribution();
    distribution.makeSparkHome();
    distribution.makeSparkHome();
    Path link = folder.resolve("spark-home/jars/x.jar");
    assertEquals(Path.of("/spark/x.jar"), Files.readSymbolicLink(link));
  }

  private Distribution distribution() {
    return new Distribution(
        Path.of("/a b/mscon.jar"), "/spark/x.jar:/spark/y.jar", folder.resolve("spark-home"));
  }
}
