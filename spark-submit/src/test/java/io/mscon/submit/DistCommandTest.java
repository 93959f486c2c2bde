package io.mscon.submit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistCommandTest {
  private static final String ROOT = "mscon-" + new Versions().mscon() + "/";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path home;

  @BeforeEach
  void tree() throws IOException {
    home = folder.resolve("home");
    put("spark-submit/target/mscon-runtime.jar", "jar");
    put("spark-submit/target/classes/Left.class", "left out");
    put("spark-submit/mscon", "#!/bin/sh");
    Files.setPosixFilePermissions(
        home.resolve("spark-submit/mscon"), PosixFilePermissions.fromString("rwxr-xr-x"));
    put("spark-submit/kubernetes.sh", "k");
    put("spark-submit/kubernetes/driver.yaml", "d");
    put("spark-submit/gpu-discovery.sh", "g");
    put("spark-submit/airflow/dags/train.py", "dag");
    put("spark-submit/airflow/test.sh", "left out");
    put("spark-submit/yarn.sh", "yarn");
    put("conf/spark/yarn.conf", "settings");
    put("conf/studies/b.conf", "b");
    put("conf/a.conf", "a");
    put("data/picture.jpg", "left out");
  }

  private void put(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int dist(Path target) {
    String[] args = {"dist", "--home", home.toString(), "--out", target.toString()};
    return Main.run(args, new PrintWriter(out), new PrintWriter(err));
  }

  private static Map<String, TarArchiveEntry> entries(Path file, Map<String, String> texts)
      throws IOException {
    Map<String, TarArchiveEntry> entries = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GzipCompressorInputStream(Files.newInputStream(file)))) {
      for (TarArchiveEntry entry = tar.getNextTarEntry();
          entry != null;
          entry = tar.getNextTarEntry()) {
        entries.put(entry.getName(), entry);
        texts.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  @Test
  void itHoldsJarConfigurationsAndScriptsAndNothingElse() throws IOException {
    Path target = folder.resolve("mscon.tar.gz");
    assertEquals(Main.DONE, dist(target), err.toString());
    assertEquals(
        target + ": " + String.format("%,d", Files.size(target)) + " bytes\n", out.toString());

    Map<String, String> texts = new TreeMap<>();
    Map<String, TarArchiveEntry> entries = entries(target, texts);
    assertEquals(
        Map.of(
            ROOT + "lib/mscon-runtime.jar", "jar",
            ROOT + "conf/a.conf", "a",
            ROOT + "conf/spark/yarn.conf", "settings",
            ROOT + "conf/studies/b.conf", "b",
            ROOT + "spark-submit/kubernetes.sh", "k",
            ROOT + "spark-submit/kubernetes/driver.yaml", "d",
            ROOT + "spark-submit/gpu-discovery.sh", "g",
            ROOT + "spark-submit/yarn.sh", "yarn",
            ROOT + "spark-submit/mscon", "#!/bin/sh",
            ROOT + "spark-submit/airflow/dags/train.py", "dag"),
        texts);
    assertEquals(0755, entries.get(ROOT + "spark-submit/mscon").getMode() & 0777);
    assertEquals(0644, entries.get(ROOT + "conf/a.conf").getMode() & 0777);
  }

  @Test
  void theSameFilesGiveTheSameBytes() throws IOException {
    Path first = folder.resolve("first.tar.gz");
    Path second = folder.resolve("second.tar.gz");
    dist(first);
    Files.setLastModifiedTime(home.resolve("conf/a.conf"), FileTime.fromMillis(0));
    dist(second);
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void aTreeWithoutAJarIsToldHowToMakeIt() throws IOException {
    Files.delete(home.resolve("spark-submit/target/mscon-runtime.jar"));
    Path target = folder.resolve("mscon.tar.gz");
    assertEquals(Main.FAILED, dist(target));
    assertTrue(err.toString().contains("mscon-runtime.jar"), err.toString());
    assertTrue(err.toString().contains("build it: ./mvnw package -DskipTests"), err.toString());
    assertFalse(Files.exists(target));
  }

  @Test
  void whatWasPackedIsFoundWhereItIsUnpacked() throws IOException {
    put("lib/mscon-runtime.jar", "jar");
    Distribution distribution = Distribution.in(home);
    assertEquals(home.resolve("lib/mscon-runtime.jar"), distribution.runtimeJar());
    assertEquals("", distribution.sparkClasspath());
  }
}
