package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.DataConfiguration;
import io.mscon.run.LockOwner;
import io.mscon.run.LockTiming;
import io.mscon.run.LockedWork;
import io.mscon.run.RunLock;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Preparing again does what has to be done, and gives what a first preparation gives. */
class PreparationAgainTest {
  private static final int PICTURES = 6;

  @TempDir Path temporary;
  private TestCorpus corpus;
  private Path dataset;

  @BeforeEach
  void prepareOnce() throws IOException {
    corpus = new TestCorpus(temporary.resolve("corpus")).sound(PICTURES);
    dataset = temporary.resolve("dataset");
    Stops.prepare(corpus.data(), dataset);
  }

  @Test
  void nothingChanged() throws IOException {
    Path manifest = dataset.resolve("dataset.json");
    FileTime written = Files.getLastModifiedTime(manifest);
    Map<String, String> before = Stops.content(dataset);
    PrepareSummary again = Stops.prepare(corpus.data(), dataset);
    assertTrue(again.unchanged());
    assertEquals(0, again.decoded());
    assertTrue(again.toString().startsWith("Unchanged: 6 pictures, content hash "));
    assertEquals(before, Stops.content(dataset));
    assertEquals(written, Files.getLastModifiedTime(manifest));
    assertFalse(Files.exists(temporary.resolve("dataset-preparing")));
  }

  @Test
  void aPictureMore() throws IOException {
    again(1, sound(PICTURES + 1));
  }

  @Test
  void aPictureLess() throws IOException {
    again(0, sound(PICTURES - 1));
  }

  @Test
  void anotherPictureUnderTheSameName() throws IOException {
    corpus.file("images/2.jpg", TestCorpus.png16());
    again(1, corpus.data());
  }

  @Test
  void aPictureThatWasMissing() throws IOException {
    Path picture = corpus.folder().resolve("images/2.jpg");
    Path away = temporary.resolve("away.jpg");
    Files.move(picture, away);
    Stops.prepare(corpus.data("data.rejects-limit=1"), dataset);
    Files.move(away, picture);
    assertEquals(PICTURES, Stops.prepare(corpus.data(), dataset).pictures());
  }

  @Test
  void anotherSetting() throws IOException {
    again(0, corpus.data("data.shard-size=2", "data.labels=[kind]"));
  }

  @Test
  void anotherRuleForPictures() throws IOException {
    again(PICTURES, corpus.data("data.pixel-limit=1000"));
  }

  @Test
  void onlyTimesChanged() throws IOException {
    for (int i = 0; i < PICTURES; i++) {
      Files.setLastModifiedTime(
          corpus.folder().resolve("images/" + i + ".jpg"), FileTime.fromMillis(1_000_000 + i));
    }
    PrepareSummary again = Stops.prepare(corpus.data(), dataset);
    assertTrue(again.unchanged());
    assertEquals(PICTURES, again.decoded());
    assertEquals(0, Stops.prepare(corpus.data(), dataset).decoded());
  }

  @Test
  void aPictureThatChangedWithoutASignIsNeverTakenForTheOldOne() throws IOException {
    Path picture = corpus.folder().resolve("images/2.jpg");
    FileTime time = Files.getLastModifiedTime(picture);
    byte[] bytes = Files.readAllBytes(picture);
    bytes[13] ^= 1;
    Files.write(picture, bytes);
    Files.setLastModifiedTime(picture, time);
    Exception thrown =
        assertThrows(
            Exception.class, () -> Stops.prepare(corpus.data("data.shard-size=2"), dataset));
    assertTrue(thrown.getMessage().contains("--read-all"), thrown.getMessage());
    PrepareSummary all =
        Stops.prepare(corpus.data(), dataset, new PrepareOptions(true, progress -> {}));
    assertEquals(PICTURES, all.decoded());
    assertFalse(all.unchanged());
  }

  @Test
  void aDatasetThatLostAShard() throws IOException {
    Map<String, String> before = Stops.content(dataset);
    Files.delete(dataset.resolve("samples/shard-00000.parquet"));
    PrepareSummary again = Stops.prepare(corpus.data(), dataset);
    assertFalse(again.unchanged());
    assertEquals(0, again.decoded());
    assertEquals(before, Stops.content(dataset));
  }

  @Test
  void aSecondPreparationAtATimeIsRefused() throws IOException {
    Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    HadoopStorage folder = HadoopStorage.open(dataset + "-preparing", hadoop);
    LockOwner other = new LockOwner("elsewhere", 1, "other", "2024-01-01T00:00:00Z");
    byte[] beat = new byte[1];
    LockTiming beating =
        new LockTiming(
            Duration.ofDays(1),
            time -> {
              beat[0]++;
              write(folder, other, beat[0]);
            },
            pid -> true);
    write(folder, other, beat[0]);
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                Preparation.run(
                    LocalSpark.session(),
                    corpus.data(),
                    1,
                    dataset.toString(),
                    PrepareOptions.USUAL,
                    storage ->
                        RunLock.acquire(
                            storage, LockedWork.PREPARATION, LockOwner.current(), beating)));
    assertTrue(refused.getMessage().startsWith("Cannot prepare in "), refused.getMessage());
    assertTrue(refused.getMessage().endsWith("or choose another --dataset"));
  }

  private static void write(HadoopStorage folder, LockOwner owner, int beat) {
    String lock =
        "{\"owner\":{\"host\":\"%s\",\"pid\":%d,\"token\":\"%s\",\"started\":\"%s\"},\"beat\":%d}"
            .formatted(owner.host(), owner.pid(), owner.token(), owner.started(), beat);
    try {
      folder.writeText("_lock", lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writing a picture again would give it another time. */
  private DataConfiguration sound(int pictures) throws IOException {
    StringBuilder rows = new StringBuilder(TestCorpus.HEADER);
    for (int i = 0; i < pictures; i++) {
      if (i >= PICTURES) {
        corpus.jpeg("images/" + i + ".jpg", i * 7919);
      }
      rows.append(String.format("p%02d,images/%d.jpg,train,k%d,a,%d%n", i, i, i % 3, i));
    }
    corpus.text("labels.csv", rows.toString());
    return corpus.data();
  }

  private void again(long decoded, DataConfiguration data) throws IOException {
    PrepareSummary again = Stops.prepare(data, dataset);
    assertEquals(decoded, again.decoded());
    assertFalse(again.unchanged());
    Path fresh = temporary.resolve("fresh");
    Stops.prepare(data, fresh);
    assertEquals(Stops.content(fresh), Stops.content(dataset));
  }
}
