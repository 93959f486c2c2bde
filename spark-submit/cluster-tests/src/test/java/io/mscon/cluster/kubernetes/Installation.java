package io.mscon.cluster.kubernetes;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is unpacked on a machine that submits, with a Spark beside it: the real scripts and settings
 * of the source tree; jar and Spark are those of the tests.
 */
final class Installation {
  /** The source tree. */
  static final Path SOURCE = Path.of(System.getProperty("mscon.home"));

  private static final String TO_EXECUTE = "rwxr-xr-x";

  private final Path home;
  private final Path spark;

  private Installation(Path folder) {
    home = folder.resolve("mscon");
    spark = folder.resolve("spark");
  }

  /** With the tests' Spark. */
  static Installation in(Path folder) throws IOException {
    Installation made = new Installation(folder);
    Path jar = made.home.resolve("lib/mscon-runtime.jar");
    made.copySources();
    writeClasspath(Files.createDirectories(jar.getParent()).resolve(jar.getFileName()));
    made.spark(
        "exec '%s' -Xmx512m -XX:TieredStopAtLevel=1 -cp '%s' org.apache.spark.deploy.SparkSubmit \"$@\""
            .formatted(java(), jar));
    return made;
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Replaces spark-submit by a line of shell. */
  void spark(String line) throws IOException {
    executable(spark.resolve("bin/spark-submit"), "#!/usr/bin/env bash\n" + line + "\n");
  }

  /** Writes a program. */
  static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(TO_EXECUTE));
  }

  Path home() {
    return home;
  }

  Path spark() {
    return spark;
  }

  /** Starts kubernetes.sh; what it says comes on one stream. */
  Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("spark-submit/kubernetes.sh").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", spark.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KUBERNETES_AUTH_TRYKUBECONFIG", "false");
    builder.environment().put("KUBERNETES_AUTH_TRYSERVICEACCOUNT", "false");
    builder.environment().put("MSCON_POLL_SECONDS", "1");
    builder.environment().remove("SPARK_CONF_DIR");
    return builder.start();
  }

  private void copySources() throws IOException {
    for (String part :
        List.of(
            "conf",
            "spark-submit/kubernetes.sh",
            "spark-submit/kubernetes",
            "spark-submit/gpu-discovery.sh")) {
      copy(SOURCE.resolve(part), home.resolve(part));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** A jar that holds nothing but the names of the others. */
  private static void writeClasspath(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            classpath()
                .map(part -> Path.of(part).toAbsolutePath().toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /** Surefire may start its JVM with such a jar itself. */
  private static Stream<String> classpath() {
    String given =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(given.split(File.pathSeparator));
  }

  /**
   * Writes a copy of kubernetes.conf.
   *
   * @param parts to switch on: their lines begin with {@code #NAME}
   */
  Path settings(String... parts) {
    try {
      String text = Files.readString(home.resolve("conf/spark/kubernetes.conf"));
      for (String part : parts) {
        text = text.replaceAll("(?m)^#" + part + " ", "");
      }
      return Files.writeString(home.resolve("mine.conf"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
