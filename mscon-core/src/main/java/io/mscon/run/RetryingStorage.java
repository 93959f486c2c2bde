package io.mscon.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder whose file system fails now and then: what fails is tried again, after pauses that
 * double. A name node that fails over or a store that throttles costs a run minutes, not its end.
 */
public final class RetryingStorage implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingStorage.class);

  /** Pauses of 1, 2, 4, ..., 64 s: about two minutes in all. */
  private static final int USUAL_ATTEMPTS = 8;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final Storage storage;
  private final int attempts;
  private final Pause pause;

  /**
   * A folder that is tried for about two minutes.
   *
   * @param storage the folder
   */
  public RetryingStorage(Storage storage) {
    this(storage, USUAL_ATTEMPTS, Pause.SLEEP);
  }

  /**
   * A folder that is tried so many times.
   *
   * @param storage the folder
   * @param attempts how often, at least 1
   * @param pause waits between two attempts
   */
  public RetryingStorage(Storage storage, int attempts, Pause pause) {
    this.storage = storage;
    this.attempts = attempts;
    this.pause = pause;
  }

  @Override
  public String location() {
    return storage.location();
  }

  @Override
  public boolean exists(String path) throws IOException {
    return retry("look for", path, () -> storage.exists(path));
  }

  /** A file that is not there is no failure of the file system: that is said at once. */
  @Override
  public byte[] read(String path) throws IOException {
    Result<byte[]> result = retry("read", path, () -> readOrMissing(path));
    if (result.missing() != null) {
      throw result.missing();
    }
    return result.value();
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    retry(
        "write",
        path,
        () -> {
          storage.write(path, content);
          return null;
        });
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return retry("list", folder, () -> storage.list(folder));
  }

  @Override
  public void delete(String path) throws IOException {
    retry(
        "delete",
        path,
        () -> {
          storage.delete(path);
          return null;
        });
  }

  private Result<byte[]> readOrMissing(String path) throws IOException {
    try {
      return new Result<>(storage.read(path), null);
    } catch (FileNotFoundException e) {
      return new Result<>(null, e);
    }
  }

  private <T> T retry(String what, String path, Attempt<T> attempt) throws IOException {
    Duration wait = FIRST_PAUSE;
    for (int number = 1; ; number++) {
      try {
        return attempt.run();
      } catch (IOException e) {
        if (number == attempts || Thread.currentThread().isInterrupted()) {
          throw new IOException(
              "Cannot %s %s in %s: %d attempts failed, the last with: %s (repair the file system,"
                      .formatted(what, path, storage.location(), number, reason(e))
                  + " then go on with --resume)",
              e);
        }
        LOG.warn(
            "Cannot {} {} (attempt {} of {}, next in {} s): {}",
            what,
            path,
            number,
            attempts,
            wait.toSeconds(),
            reason(e));
      }
      pause.waitFor(wait, "another attempt");
      wait = wait.multipliedBy(2);
    }
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : failure.getMessage().lines().findFirst().orElse("");
  }

  private record Result<T>(T value, FileNotFoundException missing) {}

  private interface Attempt<T> {
    T run() throws IOException;
  }
}
