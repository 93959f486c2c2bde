package io.mscon.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RetryingStorageTest {
  private static final byte[] CONTENT = {1, 2, 3};

  private final InMemoryStorage files = new InMemoryStorage();
  private final FailingStorage failing = new FailingStorage(files);
  private final List<Long> pauses = new ArrayList<>();
  private final Storage storage =
      new RetryingStorage(failing, 4, time -> pauses.add(time.toSeconds()));

  @Test
  void aWriteThatFailsIsTriedAgainAfterGrowingPauses() throws IOException {
    failing.failures = 3;
    storage.write("model/weights.bin", CONTENT);
    assertArrayEquals(CONTENT, files.read("model/weights.bin"));
    assertEquals(List.of(1L, 2L, 4L), pauses);
  }

  @Test
  void everyOperationIsTriedAgain() throws IOException {
    files.write("folder/a", CONTENT);
    failing.failures = 1;
    assertArrayEquals(CONTENT, storage.read("folder/a"));
    failing.failures = 1;
    assertEquals(List.of("a"), storage.list("folder"));
    failing.failures = 1;
    assertTrue(storage.exists("folder/a"));
    failing.failures = 1;
    storage.delete("folder/a");
    assertTrue(files.list("folder").isEmpty());
    assertEquals(List.of(1L, 1L, 1L, 1L), pauses);
  }

  @Test
  void theLastFailureNamesPathAttemptsAndReason() {
    failing.failures = 100;
    IOException failed = assertThrows(IOException.class, () -> storage.write("a/b", CONTENT));
    assertEquals(
        "Cannot write a/b in memory: 4 attempts failed, the last with: name node is gone"
            + " (failure 4) (repair the file system, then go on with --resume)",
        failed.getMessage());
    assertEquals(List.of(1L, 2L, 4L), pauses);
  }

  @Test
  void theUsualAttemptsTakeAboutTwoMinutes() {
    failing.failures = 100;
    Storage usual = new RetryingStorage(failing, 8, time -> pauses.add(time.toSeconds()));
    assertThrows(IOException.class, () -> usual.list("a"));
    assertEquals(127, pauses.stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void aMissingFileIsSaidAtOnce() {
    FileNotFoundException missing =
        assertThrows(FileNotFoundException.class, () -> storage.read("nowhere"));
    assertEquals("nowhere", missing.getMessage());
    assertEquals(List.of(), pauses);
  }

  @Test
  void anInterruptEndsTheAttempts() {
    failing.failures = 100;
    Storage stopped =
        new RetryingStorage(
            failing,
            4,
            time -> {
              pauses.add(time.toSeconds());
              throw new InterruptedException();
            });
    InterruptedIOException end =
        assertThrows(InterruptedIOException.class, () -> stopped.delete("a"));
    assertEquals("Cannot wait for another attempt: the thread was asked to stop", end.getMessage());
    assertInstanceOf(InterruptedException.class, end.getCause());
    assertEquals(List.of(1L), pauses);
    assertTrue(Thread.interrupted(), "the thread still knows that it shall stop");
  }

  @Test
  void sleepingCanBeInterrupted() {
    Thread.currentThread().interrupt();
    Executable sleeping = () -> Pause.SLEEP.of(Duration.ofDays(1));
    assertInstanceOf(InterruptedException.class, assertThrows(Exception.class, sleeping));
  }

  /** Fails so many times, then works. */
  private static final class FailingStorage implements Storage {
    private final Storage storage;
    private int failures;
    private int failed;

    FailingStorage(Storage storage) {
      this.storage = storage;
    }

    @Override
    public String location() {
      return storage.location();
    }

    @Override
    public boolean exists(String path) throws IOException {
      mayFail();
      return storage.exists(path);
    }

    @Override
    public byte[] read(String path) throws IOException {
      mayFail();
      return storage.read(path);
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
      mayFail();
      storage.write(path, content);
    }

    @Override
    public List<String> list(String folder) throws IOException {
      mayFail();
      return storage.list(folder);
    }

    @Override
    public void delete(String path) throws IOException {
      mayFail();
      storage.delete(path);
    }

    private void mayFail() throws IOException {
      if (failures > 0) {
        failures--;
        failed++;
        throw new IOException("name node is gone (failure " + failed + ")\n\tat a.stack.trace");
      }
    }
  }
}
