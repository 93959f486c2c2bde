package io.mscon.submit;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built program is.
 *
 * @param runtimeJar everything but Spark and what it brings
 * @param sparkClasspath Spark's jars, separated as in a classpath; empty if there are none
 * @param sparkHome a folder that can stand for an installed Spark
 */
record Distribution(Path runtimeJar, String sparkClasspath, Path sparkHome) {

  /** Where the runtime jar lies in what {@code mscon dist} packs. */
  static final String PACKED_JAR = "lib/mscon-runtime.jar";

  /**
   * The distribution of a source tree, or of an unpacked one.
   *
   * @param home the folder
   * @throws IOException if Spark's classpath can't be read
   */
  static Distribution in(Path home) throws IOException {
    Path packed = home.resolve(PACKED_JAR);
    if (Files.exists(packed)) {
      return new Distribution(packed, "", home.resolve("spark-home"));
    }
    Path target = home.resolve("spark-submit").resolve("target");
    Path classpath = target.resolve("spark-classpath.txt");
    return new Distribution(
        target.resolve("mscon-runtime.jar"),
        Files.exists(classpath) ? Files.readString(classpath).trim() : "",
        target.resolve("spark-home"));
  }

  /** All that the program needs. */
  String classpath() {
    return sparkClasspath.isEmpty()
        ? runtimeJar.toString()
        : runtimeJar + File.pathSeparator + sparkClasspath;
  }

  /** Workers of a local cluster look for Spark's jars in {@code SPARK_HOME/jars}. */
  void makeSparkHome() throws IOException {
    Path jars = Files.createDirectories(sparkHome.resolve("jars"));
    for (String jar : sparkClasspath.split(File.pathSeparator)) {
      Path target = Path.of(jar);
      link(jars.resolve(target.getFileName()), target);
    }
  }

  private static void link(Path link, Path target) throws IOException {
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
      return;
    }
    Files.deleteIfExists(link);
    try {
      Files.createSymbolicLink(link, target);
    } catch (FileAlreadyExistsException e) {
      // Another start made the same link in between.
      if (!Files.isSymbolicLink(link)) {
        throw e;
      }
    }
  }
}
