package io.mscon.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.run.Storage;
import io.mscon.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopStorageTest {
  private static final String HDFS = "hdfs://localhost:9";

  @TempDir Path folder;

  @Test
  void anAddressWithAPasswordIsRefusedWithoutShowingIt() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> HadoopStorage.open("s3a://AKIA:geheim@bucket/run", new Configuration()));

    assertTrue(e.getMessage().startsWith("Cannot use s3a://***@bucket/run: "), e.getMessage());
    assertFalse(e.getMessage().contains("geheim"), e.getMessage());
  }

  @Test
  void aLocalFolderIsABarePathWhereBarePathsAreLocal() throws IOException {
    Configuration local = new Configuration(false);
    local.set("fs.defaultFS", "file:///");
    assertEquals("/a/b", HadoopStorage.open("/a/b", local).location());
    assertEquals("/a/b", HadoopStorage.open("file:/a/b", local).location());
  }

  @Test
  void underAnotherDefaultEveryLocationHasItsScheme() throws IOException {
    Configuration cluster = new Configuration();
    cluster.set("fs.defaultFS", HDFS);
    assertEquals("file:/a/b", HadoopStorage.open("file:/a/b", cluster).location());
    assertEquals(HDFS + "/a/b", HadoopStorage.open("/a/b", cluster).location());
    String location = HadoopStorage.open("file:/a/b", cluster).location();
    assertEquals(location, HadoopStorage.open(location, cluster).location());
  }

  @Test
  void aFileReplacesOneOfTheSameName() throws IOException {
    Storage storage = HadoopStorage.open(folder.toString(), new Configuration());
    storage.write("a/b", new byte[] {1});
    storage.write("a/b", new byte[] {2, 3});
    assertArrayEquals(new byte[] {2, 3}, storage.read("a/b"));
    assertEquals(List.of("b"), storage.list("a"));
  }

  /** Hadoop would keep a checksum beside the file and refuse to read one that lost step with it. */
  @Test
  void aFileIsReadAsItIs() throws IOException {
    Storage storage = HadoopStorage.open(folder.toString(), new Configuration());
    storage.write("a/b", new byte[] {1, 2, 3});
    try (Stream<Path> files = Files.list(folder.resolve("a"))) {
      assertEquals(List.of(folder.resolve("a/b")), files.toList());
    }
    Files.write(folder.resolve("a/b"), new byte[] {1, 9});
    assertArrayEquals(new byte[] {1, 9}, storage.read("a/b"));
  }

  @Test
  void checksumFilesOfOthersAreNotListed() throws IOException {
    Files.write(folder.resolve(".part-0.crc"), new byte[8]);
    Files.write(folder.resolve("part-0"), new byte[8]);
    Storage storage = HadoopStorage.open(folder.toString(), new Configuration());
    assertEquals(List.of("part-0"), storage.list(""));
  }

  @Test
  void aFileReplacesAnotherWhereRenamingRefusesTo() throws IOException {
    Configuration refusing = new Configuration();
    refusing.set("fs.file.impl", RefusingFileSystem.class.getName());
    refusing.setBoolean("fs.file.impl.disable.cache", true);
    Storage storage = HadoopStorage.open(folder.toString(), refusing);
    storage.write("b", new byte[] {1});
    storage.write("b", new byte[] {2, 3});
    assertArrayEquals(new byte[] {2, 3}, storage.read("b"));
    assertEquals(1, RefusingFileSystem.refused);
  }

  @Test
  void wildcardsInAFolderAreNoWildcardsToSpark() throws IOException {
    SparkSession spark = LocalSpark.session();
    String strange = folder.resolve("run [1] {a,b} *?").toString();
    spark.range(3).write().parquet(strange);
    spark.range(4).write().parquet(folder.resolve("run 1 a xx").toString());
    assertEquals(3, spark.read().parquet(LiteralPaths.escape(strange)).count());
  }

  /** As HDFS, which returns false where the target exists. */
  public static final class RefusingFileSystem extends RawLocalFileSystem {
    private static int refused;

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      if (exists(to)) {
        refused++;
        return false;
      }
      return super.rename(from, to);
    }
  }
}
