package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kubernetes.conf says what the launcher gives to an installed Spark. */
class KubernetesSettingsTest {
  /** Spark itself opens modules; pods have a page for people; the other is a line of its own. */
  private static final Set<String> OTHERWISE =
      Set.of("spark.executor.extraJavaOptions", "spark.ui.enabled");

  @TempDir Path folder;
  private final Properties settings = new Properties();
  private List<String> launched;

  @BeforeEach
  void read() throws IOException {
    launched = launched();
    try (Reader reader = Files.newBufferedReader(Path.of("../conf/spark/kubernetes.conf"))) {
      settings.load(reader);
    }
  }

  private List<String> launched() throws IOException {
    Path submit = folder.resolve("bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.createFile(submit);
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    Distribution distribution =
        new Distribution(Path.of("/opt/mscon/lib/mscon-runtime.jar"), "", folder);
    return LaunchPlan.of(
            Map.of("SPARK_HOME", folder.toString()),
            distribution,
            List.of("train", "--master", "k8s://https://host"))
        .command();
  }

  private String after(String option) {
    return launched.get(launched.indexOf(option) + 1);
  }

  @Test
  void sparksSettingsAreTheLaunchers() {
    for (int i = 0; i < launched.size(); i++) {
      if (launched.get(i).equals("--conf")) {
        String[] pair = launched.get(i + 1).split("=", 2);
        if (!OTHERWISE.contains(pair[0])) {
          assertEquals(pair[1], settings.getProperty(pair[0]), pair[0]);
        }
      }
    }
    assertEquals(after("--driver-memory"), settings.getProperty("spark.driver.memory"));
  }

  @Test
  void soAreJavas() {
    String driver = settings.getProperty("spark.driver.extraJavaOptions");
    for (String option : after("--driver-java-options").split(" ")) {
      assertTrue(driver.contains(option), option);
    }
    String executor = settings.getProperty("spark.executor.extraJavaOptions");
    String options =
        launched.stream()
            .filter(argument -> argument.startsWith("spark.executor.extraJavaOptions="))
            .findFirst()
            .orElseThrow();
    Arrays.stream(options.split(" "))
        .filter(option -> option.startsWith("-D") || option.startsWith("-XX:+Use"))
        .filter(option -> option.contains("javacpp") || option.contains("GC"))
        .forEach(option -> assertTrue(executor.contains(option), option));
  }

  @Test
  void aConfigurationIsPrintedAsOneFile() throws IOException {
    Files.writeString(folder.resolve("base.conf"), "train.epochs = 7");
    Path file = folder.resolve("mine.conf");
    Files.writeString(file, "include \"base.conf\"\nmetrics = [category]");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = {"one-file", "--conf", file.toString()};
    assertEquals(
        Main.DONE, Main.run(arguments, new PrintWriter(out), new PrintWriter(err)), err.toString());
    assertTrue(out.toString().contains("epochs=7"), out.toString());
    assertTrue(out.toString().contains("category"), out.toString());

    Files.delete(folder.resolve("base.conf"));
    assertEquals(Main.USAGE, Main.run(arguments, new PrintWriter(out), new PrintWriter(err)));
    assertTrue(err.toString().contains("includes base.conf"), err.toString());
  }
}
