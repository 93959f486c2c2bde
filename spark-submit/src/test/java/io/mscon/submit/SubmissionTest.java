package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;

class SubmissionTest {
  private static final List<String> YARN = List.of("--master", "yarn");
  private static final List<String> YARN_CLUSTER =
      List.of("--master", "yarn", "--deploy-mode=cluster");

  @TempDir Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private String conf;

  @BeforeEach
  void installedSpark() throws IOException {
    Path submit = put("spark/bin/spark-submit", "");
    assertTrue(submit.toFile().setExecutable(true));
    variables.put("SPARK_HOME", folder.resolve("spark").toString());
    put("conf/base.conf", "train.threads-per-lane = 3");
    conf = put("conf/studies/shoes.conf", "include \"../base.conf\"").toString();
    Files.createDirectory(folder.resolve("work"));
  }

  private Path put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private LaunchPlan plan(List<String> options, String... command) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--spark-submit"));
    arguments.addAll(options);
    arguments.addAll(List.of(command));
    Distribution distribution = new Distribution(Path.of("/a b/mscon.jar"), "", folder);
    Path work = folder.resolve("work");
    return new Submission(variables, distribution, SubmitOptions.of(arguments), work).plan();
  }

  private Properties written() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve("work/spark.properties"))) {
      properties.load(in);
    }
    return properties;
  }

  private Map<String, String> packed() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(Files.newInputStream(folder.resolve("work/configuration.zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        texts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  @Test
  void theCommandGoesToSparkSubmitAsItIs() throws IOException {
    LaunchPlan plan =
        plan(List.of("--master", "yarn", "--queue", "night", "-v"), "train", "--conf", conf);
    assertEquals(Map.of("OMP_NUM_THREADS", "3"), plan.environment());
    assertEquals(
        List.of(
            folder.resolve("spark/bin/spark-submit").toString(),
            "--class",
            "io.mscon.submit.Main",
            "--properties-file",
            folder.resolve("work/spark.properties").toString(),
            "--master",
            "yarn",
            "--queue",
            "night",
            "-v",
            "/a b/mscon.jar",
            "train",
            "--conf",
            conf),
        plan.command());
  }

  @Test
  void threadsAndJavasOptionsReachDriverAndExecutors() throws IOException {
    plan(YARN, "train", "--conf", conf);
    Properties settings = written();
    assertEquals("3", settings.getProperty("spark.executorEnv.OMP_NUM_THREADS"));
    assertEquals("3", settings.getProperty("spark.yarn.appMasterEnv.OMP_NUM_THREADS"));
    for (String side : List.of("driver", "executor")) {
      String options = settings.getProperty("spark." + side + ".defaultJavaOptions");
      assertTrue(options.contains("-Dorg.bytedeco.javacpp.maxbytes=0"), options);
      assertTrue(options.contains("-XX:+UseParallelGC"), options);
    }
    assertEquals("0", settings.getProperty("spark.driver.maxResultSize"));
    assertFalse(settings.containsKey("spark.driver.memory"), "the files decide");
  }

  @Test
  void othersThanYarnAreNotToldOfIt() throws IOException {
    plan(List.of("--master", "spark://host:7077"), "train");
    assertEquals("1", written().getProperty("spark.executorEnv.OMP_NUM_THREADS"));
    assertFalse(written().toString().contains("yarn"), written().toString());
  }

  @Test
  void laterSettingsAreStronger() throws IOException {
    put("spark/conf/spark-defaults.conf", "spark.a 1\nspark.b 1\nspark.driver.maxResultSize 5g\n");
    Path first = put("first.conf", "# note\nspark.b 2   \nspark.c=2\n");
    Path second = put("second.conf", "spark.c: 3\n");
    variables.put("MSCON_DRIVER_MEMORY", "9g");
    LaunchPlan plan =
        plan(
            List.of("--properties-file", first.toString(), "--properties-file=" + second), "train");
    Properties settings = written();
    assertEquals("1", settings.getProperty("spark.a"));
    assertEquals("2", settings.getProperty("spark.b"));
    assertEquals("3", settings.getProperty("spark.c"));
    assertEquals("5g", settings.getProperty("spark.driver.maxResultSize"));
    assertEquals("9g", settings.getProperty("spark.driver.memory"));
    assertFalse(plan.command().contains(first.toString()), plan.command().toString());
  }

  @Test
  void aConfigurationTravelsWithAllThatItIncludes() throws IOException {
    String[][] commands = {{"train", "--conf", conf}, {"train", "--conf=" + conf}};
    for (String[] command : commands) {
      LaunchPlan plan = plan(YARN_CLUSTER, command);
      String last = plan.command().get(plan.command().size() - 1);
      assertTrue(last.endsWith("mscon-conf/studies/shoes.conf"), last);
      assertEquals(
          Map.of(
              "base.conf", "train.threads-per-lane = 3",
              "studies/shoes.conf", "include \"../base.conf\""),
          packed());
      assertEquals(
          folder.resolve("work/configuration.zip").toUri() + "#mscon-conf",
          written().getProperty("spark.yarn.dist.archives"));
    }
  }

  @Test
  void archivesOfTheUserTravelToo() throws IOException {
    Path more = put("more.conf", "spark.yarn.dist.archives hdfs:///a.zip\n");
    List<String> options = new ArrayList<>(YARN_CLUSTER);
    options.addAll(List.of("--properties-file", more.toString()));
    plan(options, "train", "--conf", conf);
    String archives = written().getProperty("spark.yarn.dist.archives");
    assertTrue(archives.startsWith("hdfs:///a.zip,file:"), archives);
  }

  @Test
  void onlyWhatGoesOnWhereItEndedIsStartedAgain() throws IOException {
    Path twice = put("twice.conf", "spark.yarn.maxAppAttempts 2\n");
    List<String> options = new ArrayList<>(YARN_CLUSTER);
    options.addAll(List.of("--properties-file", twice.toString()));
    plan(options, "train");
    assertEquals("1", written().getProperty("spark.yarn.maxAppAttempts"));
    plan(options, "train", "--resume");
    assertEquals("2", written().getProperty("spark.yarn.maxAppAttempts"));
    plan(options, "prepare");
    assertEquals("2", written().getProperty("spark.yarn.maxAppAttempts"));
    plan(YARN, "train", "--resume");
    assertEquals("1", written().getProperty("spark.yarn.maxAppAttempts"));
  }

  @Test
  void slipsAreFoundBeforeAnythingIsSubmitted() {
    assertThrows(ParameterException.class, () -> plan(YARN_CLUSTER, "trian"));
    assertThrows(ParameterException.class, () -> plan(YARN_CLUSTER));
    assertThrows(
        ConfigurationException.class, () -> plan(YARN_CLUSTER, "train", "--set", "train.epochs=0"));
    assertRefused("no such file", YARN_CLUSTER, "train", "--conf", "/nowhere.conf");
    assertRefused("it needs no cluster", YARN_CLUSTER, "draw-corpus", "x");
    assertRefused("--queue has no value", List.of("--master", "yarn", "--queue"));
    assertRefused("/no.conf: no such file", List.of("--properties-file", "/no.conf"), "train");
  }

  @Test
  void withoutSparkNothingCanBeSubmitted() {
    variables.put("SPARK_HOME", "/nowhere");
    assertRefused("Cannot submit: SPARK_HOME is '/nowhere' (set it to", YARN, "train");
  }

  private void assertRefused(String reason, List<String> options, String... command) {
    UsageException thrown = assertThrows(UsageException.class, () -> plan(options, command));
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
  }

  @Test
  void whoGivesNoOptionsSubmitsNothing() {
    SubmitOptions options = SubmitOptions.of(List.of("train", "--master", "local[2]"));
    assertFalse(options.given());
    assertEquals(List.of("train", "--master", "local[2]"), options.command());
    assertFalse(SubmitOptions.of(List.of()).given());
  }
}
