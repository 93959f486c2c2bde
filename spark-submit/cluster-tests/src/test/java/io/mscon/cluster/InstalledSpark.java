package io.mscon.cluster;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder like an installed Spark: {@code bin/spark-submit} and {@code jars/}, made of the jars
 * that the runtime jar expects of a Spark and those of its resource managers.
 *
 * @param home the folder
 */
public record InstalledSpark(Path home) {
  private static final String SCRIPT = "spark-submit";

  /**
   * Makes it.
   *
   * @param home the folder
   * @param managers jars of resource managers: the beginnings of their names
   */
  public static InstalledSpark in(Path home, String... managers) throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("conf"));
    String spark = Files.readString(mscon().resolve("spark-submit/target/spark-classpath.txt"));
    Stream<String> ofSpark = Arrays.stream(spark.trim().split(File.pathSeparator));
    for (String jar : Stream.concat(ofSpark, ofManagers(managers)).distinct().toList()) {
      Path target = Path.of(jar);
      Files.createSymbolicLink(jars.resolve(target.getFileName()), target);
    }
    Path submit = Files.createDirectories(home.resolve("bin")).resolve(SCRIPT);
    try (InputStream script = InstalledSpark.class.getResourceAsStream(SCRIPT)) {
      Files.copy(script, submit);
    }
    if (!submit.toFile().setExecutable(true)) {
      throw new IOException("Cannot make " + submit + " executable");
    }
    return new InstalledSpark(home);
  }

  private static Stream<String> ofManagers(String... beginnings) {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(
            jar ->
                Arrays.stream(beginnings)
                    .anyMatch(Path.of(jar).getFileName().toString()::startsWith));
  }

  /** The source tree, or what stands for one: scripts and the runtime jar. */
  public static Path mscon() {
    return Path.of(System.getProperty("mscon.home"));
  }

  /** Its jars, as settings name files that are on every machine. */
  public String localJars() throws IOException {
    try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
      List<String> names = jars.sorted().map(jar -> "local:" + jar).toList();
      return String.join(",", names);
    }
  }
}
