package io.mscon.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second driver out of a run's folder, such as a scheduler's second attempt while the first
 * still lives.
 *
 * <p>The owner writes {@link RunFiles#LOCK} and renews it with a growing beat. Who finds it watches
 * the beat: if it grows, the owner lives; if it stands still, or the owner is a dead process of the
 * same machine, the lock is taken over. File systems have no common "create if absent", so two
 * drivers that start in the same moment may both believe they won: {@link #requireHeld} before
 * every write that matters lets only the last of them go on.
 */
public final class RunLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Beats without a sign of life after which an owner counts as dead. */
  private static final int MISSED_BEATS = 4;

  private final Storage run;
  private final LockedWork work;
  private final LockOwner me;
  private final LockTiming timing;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread heart = new Thread(this::beatUntilClosed, "mscon run lock");
  private long beats;

  private RunLock(Storage run, LockedWork work, LockOwner me, LockTiming timing) {
    this.run = run;
    this.work = work;
    this.me = me;
    this.timing = timing;
  }

  /** What the file holds. */
  private record Content(LockOwner owner, long beat) {}

  /**
   * Takes the lock of a folder, beating every few seconds until it is closed.
   *
   * @param run the run's folder, or another in which one driver works at a time
   * @param work what is done in it
   * @throws IOException if another driver works on it
   */
  public static RunLock acquire(Storage run, LockedWork work) throws IOException {
    return acquire(run, work, LockOwner.current(), LockTiming.USUAL);
  }

  /**
   * Takes the lock of a folder.
   *
   * @param run the run's folder, or another in which one driver works at a time
   * @param work what is done in it
   * @param me who takes it
   * @param timing of the beats
   * @throws IOException if another driver works on it
   */
  public static RunLock acquire(Storage run, LockedWork work, LockOwner me, LockTiming timing)
      throws IOException {
    RunLock lock = new RunLock(run, work, me, timing);
    Optional<Content> found = lock.read();
    if (found.isPresent()) {
      lock.requireDead(found.get());
    }
    lock.write();
    lock.requireWon();
    lock.heart.setDaemon(true);
    lock.heart.start();
    return lock;
  }

  /**
   * Makes sure that no other driver took the run over, which happens to one that was frozen or cut
   * off.
   *
   * @throws IOException if one did, or the folder can't be read
   */
  public void requireHeld() throws IOException {
    Optional<Content> found = read();
    if (found.isPresent() && !isMine(found.get())) {
      throw new IOException(
          "Cannot go on in "
              + run.location()
              + ": another driver ("
              + found.get().owner().inWords()
              + ") took the folder over");
    }
  }

  /**
   * Ends the beats, which write into the folder, before what is left in it is removed. The lock
   * stays for as long as a driver that died would keep it.
   */
  public synchronized void endBeats() {
    closed.countDown();
  }

  /** Ends the beats and removes the lock, if it is still its own. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    synchronized (this) {
      Optional<Content> found = read();
      if (found.isPresent() && isMine(found.get())) {
        run.delete(RunFiles.LOCK);
      }
    }
  }

  /** The thread that beats. */
  Thread heart() {
    return heart;
  }

  /** A sign of life; none once the lock is closed or another's. */
  synchronized void beat() throws IOException {
    if (closed.getCount() == 0) {
      return;
    }
    Optional<Content> found = read();
    if (found.isPresent() && !isMine(found.get())) {
      LOG.warn("{} is now worked on by {}", run.location(), found.get().owner().inWords());
      closed.countDown();
      return;
    }
    write();
  }

  private void requireDead(Content found) throws IOException {
    LockOwner owner = found.owner();
    boolean sameHost = owner.host().equals(me.host());
    if (sameHost && (owner.pid() == me.pid() || !timing.alive().test(owner.pid()))) {
      LOG.warn("Taking {} over from a driver that ended ({})", run.location(), owner.inWords());
      return;
    }
    for (int missed = 0; missed < MISSED_BEATS; missed++) {
      timing.pause().waitFor(timing.beat(), "the lock");
      Optional<Content> now = read();
      if (now.isEmpty()) {
        return;
      }
      if (!now.get().equals(found)) {
        throw worksAlready(now.get());
      }
    }
    LOG.warn(
        "Taking {} over from a driver that gave no sign of life ({})",
        run.location(),
        owner.inWords());
  }

  private void requireWon() throws IOException {
    Optional<Content> found = read();
    if (found.isPresent() && !isMine(found.get())) {
      throw worksAlready(found.get());
    }
  }

  private IOException worksAlready(Content found) {
    return new IOException(
        "Cannot "
            + work.verb()
            + " in "
            + run.location()
            + ": another driver works on it ("
            + found.owner().inWords()
            + "); wait for it, stop it, or choose another "
            + work.option());
  }

  private boolean isMine(Content found) {
    return found.owner().token().equals(me.token());
  }

  private void beatUntilClosed() {
    try {
      while (!closed.await(timing.beat().toMillis(), TimeUnit.MILLISECONDS)) {
        tryToBeat();
      }
    } catch (InterruptedException e) {
      // Only the end of the JVM interrupts this thread: it ends.
      Thread.currentThread().interrupt();
    }
  }

  private void tryToBeat() {
    try {
      beat();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot renew the lock of {}: {} (trying again)", run.location(), e.toString());
    }
  }

  private Optional<Content> read() throws IOException {
    try {
      return Optional.of(JSON.readValue(run.read(RunFiles.LOCK), Content.class));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Cannot read "
              + run.location()
              + "/"
              + RunFiles.LOCK
              + ": it is damaged (delete it if no driver works there)",
          e);
    }
  }

  private void write() throws IOException {
    run.write(RunFiles.LOCK, JSON.writeValueAsBytes(new Content(me, beats++)));
  }
}
