package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.run.RetryingStorage;
import io.mscon.run.Storage;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.train.InjectedFault.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage that fails for a while or for ever; pauses are counted, not slept. */
class StorageFaultsTest {
  private static final int ATTEMPTS = 8;

  @TempDir static Path folder;
  private static SparkSession spark;
  private static SmallTraining training;
  private static Configuration configuration;
  private static String expected;

  private final List<Duration> pauses = new ArrayList<>();

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    spark = LocalSpark.session();
    training = SmallTraining.in(spark, folder);
    configuration = training.configuration("train.checkpoint-every-steps=2");
    expected = training.train(spark, configuration, StepOptions.USUAL);
  }

  @Test
  void storageThatRefusesForAWhileCostsTimeAndNothingElse() throws IOException {
    RefusingStorage run = new RefusingStorage(training.newRun(spark), 1, ATTEMPTS - 1);
    assertEquals(expected, train(run));
    assertEquals(
        List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L), pauses.stream().map(Duration::toSeconds).toList());
  }

  @Test
  void storageThatRefusesForEverEndsARunThatCanGoOn() throws IOException {
    Storage good = training.newRun(spark);
    RefusingStorage run = new RefusingStorage(good, 2, Integer.MAX_VALUE);
    IOException failed = assertThrows(IOException.class, () -> train(run));
    assertTrue(failed.getMessage().contains("then go on with --resume"), failed.getMessage());
    List<Integer> steps = new ArrayList<>();
    String resumed =
        training.train(spark, configuration, good, true, StepOptions.USUAL, report -> steps.add(1));
    assertEquals(expected, resumed);
    assertEquals(SmallTraining.STEPS - 2, steps.size(), "it went on from the first checkpoint");
  }

  @Test
  void storageThatFailsTooDoesNotHideWhatFailedFirst() throws IOException {
    RefusingStorage run = new RefusingStorage(training.newRun(spark), "result.json");
    StepOptions failing =
        StepOptions.of(Phase.EMBED, training.fault(Kind.THROW, Phase.EMBED, 0, 0));
    IllegalStateException failed =
        assertThrows(
            IllegalStateException.class,
            () -> training.train(spark, configuration, run, false, failing, report -> {}));
    assertTrue(failed.getMessage().contains("embed the batch of step 1"), failed.getMessage());
    assertEquals("the store is not available", failed.getSuppressed()[0].getMessage());
  }

  private String train(Storage run) throws IOException {
    return training.train(
        spark,
        configuration,
        new RetryingStorage(run, ATTEMPTS, pauses::add),
        false,
        StepOptions.USUAL,
        report -> {});
  }

  /** Refuses some files: those from a number on, so often. */
  private static final class RefusingStorage implements Storage {
    private final Storage storage;
    private final String ending;
    private int before;
    private int refusals;

    /** Refuses the states of checkpoints. */
    RefusingStorage(Storage storage, int first, int refusals) {
      this(storage, "/state.bin", first, refusals);
    }

    /** Refuses a file for ever. */
    RefusingStorage(Storage storage, String ending) {
      this(storage, ending, 1, Integer.MAX_VALUE);
    }

    private RefusingStorage(Storage storage, String ending, int first, int refusals) {
      this.storage = storage;
      this.ending = ending;
      this.before = first - 1;
      this.refusals = refusals;
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
      if (path.endsWith(ending) && before-- <= 0 && refusals-- > 0) {
        throw new IOException("the store is not available");
      }
      storage.write(path, content);
    }

    @Override
    public String location() {
      return storage.location();
    }

    @Override
    public boolean exists(String path) throws IOException {
      return storage.exists(path);
    }

    @Override
    public byte[] read(String path) throws IOException {
      return storage.read(path);
    }

    @Override
    public List<String> list(String folder) throws IOException {
      return storage.list(folder);
    }

    @Override
    public void delete(String path) throws IOException {
      storage.delete(path);
    }
  }
}
