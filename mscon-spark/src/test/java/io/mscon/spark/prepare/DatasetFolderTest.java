package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A preparation that dies at any change of a file leaves a whole dataset, old or new. */
class DatasetFolderTest {
  private static final int ALIVE = 1_000_000;

  @TempDir Path temporary;

  @Test
  void dyingAtAnyChangeLeavesTheOldDatasetOrTheNewOne() throws IOException {
    int changes = 0;
    for (boolean died = true; died; changes++) {
      Path dataset = temporary.resolve("replaced" + changes);
      publish("old", dataset, ALIVE);
      died = dies("new", dataset, changes);
      String held = whatTheNextPreparationFinds(dataset);
      assertTrue(held.equals("old") || held.equals("new"), changes + " changes: " + held);
      assertTrue(died || held.equals("new"));
      publish("newest", dataset, ALIVE);
      assertWhole("newest", dataset);
    }
    assertTrue(changes > 10, changes + " changes");
  }

  @Test
  void dyingAtAnyChangeOfTheFirstDatasetLeavesNothingThatLooksLikeOne() throws IOException {
    int changes = 0;
    for (boolean died = true; died; changes++) {
      Path dataset = temporary.resolve("first" + changes);
      died = dies("new", dataset, changes);
      if (Files.exists(dataset.resolve("dataset.json"))) {
        assertEquals("new", Files.readString(dataset.resolve("samples/shard")));
      }
      publish("newest", dataset, ALIVE);
      assertWhole("newest", dataset);
    }
    assertTrue(changes > 10, changes + " changes");
  }

  private static boolean dies(String content, Path dataset, int changes) {
    try {
      publish(content, dataset, changes);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void publish(String content, Path dataset, int changes) throws IOException {
    try (DatasetFolder folder = begin(dataset, changes)) {
      write(folder, folder.work().samples().toUri().getPath() + "/shard", content);
      write(folder, folder.work().rejects().toUri().getPath(), "");
      write(folder, folder.work().index().toUri().getPath() + "/part", content);
      folder.publish(content, "{}");
    }
  }

  private static void write(DatasetFolder folder, String path, String text) throws IOException {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path("dying", "", path);
    try (var out = folder.files().create(file, true)) {
      out.writeBytes(text);
    }
  }

  private static DatasetFolder begin(Path dataset, int changes) throws IOException {
    return DatasetFolder.begin(
        "dying://" + dataset, DyingFileSystem.dyingAfter(changes), DatasetFolder.Locking.USUAL);
  }

  private static String whatTheNextPreparationFinds(Path dataset) throws IOException {
    begin(dataset, ALIVE).close();
    return Files.exists(dataset.resolve("dataset.json"))
        ? Files.readString(dataset.resolve("samples/shard"))
        : "nothing";
  }

  private static void assertWhole(String content, Path dataset) throws IOException {
    assertTrue(Files.exists(dataset.resolve("dataset.json")));
    for (String file : new String[] {"samples/shard", "index/part", "index/_inputs"}) {
      assertEquals(content, Files.readString(dataset.resolve(file)));
    }
    for (String beside : new String[] {"-preparing", "-replaced"}) {
      assertFalse(Files.exists(dataset.resolveSibling(dataset.getFileName() + beside)), beside);
    }
  }
}
