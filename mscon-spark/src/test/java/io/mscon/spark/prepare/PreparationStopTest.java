package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.DataConfiguration;
import io.mscon.spark.prepare.PrepareProgress.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A preparation that was stopped goes on, and gives what one that was not stopped gives. */
class PreparationStopTest {
  private static final int PICTURES = 23;

  @TempDir static Path temporary;
  private static DataConfiguration data;
  private static Map<String, String> expected;

  @BeforeAll
  static void prepareUndisturbed() throws IOException {
    data = new TestCorpus(temporary.resolve("corpus")).sound(PICTURES).data("data.shard-size=5");
    Path dataset = temporary.resolve("undisturbed");
    Stops.prepare(data, dataset);
    expected = Stops.content(dataset);
  }

  @Test
  void beforeTheFirstPicture() throws IOException {
    assertEquals(PICTURES, stopAndGoOn("start", Stage.CHECK, 0).decoded());
  }

  @Test
  void afterTheFirstTask() throws IOException {
    long decoded = stopAndGoOn("first", Stage.CHECK, 1).decoded();
    assertTrue(decoded < PICTURES, decoded + " were decoded again");
  }

  @Test
  void beforeTheFirstShard() throws IOException {
    assertEquals(0, stopAndGoOn("checked", Stage.WRITE, 0).decoded());
  }

  @Test
  void betweenTwoShards() throws IOException {
    Path dataset = temporary.resolve("written");
    stop(dataset, Stage.WRITE, 1);
    List<Long> toWrite = new ArrayList<>();
    PrepareOptions options =
        new PrepareOptions(
            false,
            progress -> {
              if (progress.stage() == Stage.WRITE && progress.done() == 0) {
                toWrite.add(progress.total());
              }
            });
    assertEquals(0, Stops.prepare(data, dataset, options).decoded());
    assertTrue(toWrite.get(0) < PICTURES, toWrite + " pictures were written again");
    assertEquals(expected, Stops.content(dataset));
  }

  @Test
  void severalTimesWithAnOldDatasetInPlace() throws IOException {
    Path dataset = temporary.resolve("several");
    TestCorpus small = new TestCorpus(temporary.resolve("small")).sound(3);
    Stops.prepare(small.data(), dataset);
    Map<String, String> old = Stops.content(dataset);
    for (Stage stage : Stage.values()) {
      for (long done : new long[] {0, 1}) {
        assertThrows(
            Exception.class,
            () -> Stops.prepare(data, dataset, new PrepareOptions(false, Stops.at(stage, done))));
        assertEquals(old, Stops.content(dataset));
      }
    }
    Stops.prepare(data, dataset);
    assertEquals(expected, Stops.content(dataset));
    assertFalse(Files.exists(temporary.resolve("several-preparing")));
  }

  private static PrepareSummary stopAndGoOn(String name, Stage stage, long done)
      throws IOException {
    Path dataset = temporary.resolve(name);
    stop(dataset, stage, done);
    PrepareSummary summary = Stops.prepare(data, dataset);
    assertEquals(expected, Stops.content(dataset));
    assertFalse(Files.exists(temporary.resolve(name + "-preparing")));
    return summary;
  }

  private static void stop(Path dataset, Stage stage, long done) {
    PrepareOptions options = new PrepareOptions(false, Stops.at(stage, done));
    assertThrows(Exception.class, () -> Stops.prepare(data, dataset, options));
    assertFalse(Files.exists(dataset));
  }
}
