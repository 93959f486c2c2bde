package io.mscon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunLockTest {
  /** So long that the thread never beats by itself: the tests do. */
  private static final Duration NEVER = Duration.ofDays(1);

  private final InMemoryStorage run = new InMemoryStorage();
  private final LockOwner first = new LockOwner("alpha", 11, "one", "2024-01-01T00:00:00Z");
  private final LockOwner second = new LockOwner("beta", 22, "two", "2024-01-02T00:00:00Z");
  private final Set<Long> dead = new HashSet<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void aFreeFolderIsTakenWithoutWaiting() throws IOException {
    try (RunLock lock = acquire(first)) {
      lock.requireHeld();
      JsonNode file = content();
      assertEquals("alpha", file.at("/owner/host").asText());
      assertEquals(11, file.at("/owner/pid").asLong());
      assertEquals(List.of(), pauses);
    }
    assertFalse(run.exists(RunFiles.LOCK));
  }

  @Test
  void aSecondDriverStopsWhileTheFirstBeats() throws IOException {
    try (RunLock lock = acquire(first)) {
      LockTiming whileItBeats = timing(time -> beat(lock));
      IOException refused =
          assertThrows(
              IOException.class,
              () -> RunLock.acquire(run, LockedWork.TRAINING, second, whileItBeats));
      assertEquals(
          "Cannot train in memory: another driver works on it (pid 11 on host alpha, since"
              + " 2024-01-01T00:00:00Z); wait for it, stop it, or choose another --run",
          refused.getMessage());
      lock.requireHeld();
    }
  }

  @Test
  void afterTheLastBeatTheLockStaysAsItIs() throws IOException {
    try (RunLock lock = acquire(first)) {
      lock.endBeats();
      JsonNode before = content();
      lock.beat();
      assertEquals(before, content());
      lock.requireHeld();
    }
    assertFalse(run.exists(RunFiles.LOCK));
  }

  @Test
  void aSlowBeatIsStillASignOfLife() throws IOException {
    try (RunLock lock = acquire(first)) {
      Pause beatAfterThree =
          time -> {
            pauses.add(time);
            if (pauses.size() == 4) {
              beat(lock);
            }
          };
      assertThrows(
          IOException.class,
          () -> RunLock.acquire(run, LockedWork.TRAINING, second, timing(beatAfterThree)).close());
    }
  }

  @Test
  void aFrozenOwnerLosesTheRunAndIsToldSo() throws IOException {
    RunLock frozen = acquire(first);
    try (RunLock lock = acquire(second)) {
      assertEquals(4, pauses.size(), "it watched for more than three beats");
      lock.requireHeld();
      IOException lost = assertThrows(IOException.class, frozen::requireHeld);
      assertEquals(
          "Cannot go on in memory: another driver (pid 22 on host beta, since"
              + " 2024-01-02T00:00:00Z) took the folder over",
          lost.getMessage());
      frozen.beat();
      frozen.close();
      lock.requireHeld();
      assertEquals("two", content().at("/owner/token").asText());
    }
  }

  @Test
  void aDeadProcessOfTheSameMachineIsNotWaitedFor() throws IOException {
    acquire(first);
    dead.add(11L);
    try (RunLock lock = acquire(new LockOwner("alpha", 12, "three", "now"))) {
      lock.requireHeld();
      assertEquals(List.of(), pauses);
    }
  }

  @Test
  void aDeadPidOfAnotherMachineSaysNothing() throws IOException {
    acquire(first);
    dead.add(11L);
    try (RunLock lock = acquire(second)) {
      lock.requireHeld();
      assertEquals(4, pauses.size());
    }
  }

  @Test
  void itsOwnPidIsAnEarlierLife() throws IOException {
    acquire(first);
    try (RunLock lock = acquire(new LockOwner("alpha", 11, "three", "now"))) {
      lock.requireHeld();
      assertEquals(List.of(), pauses);
    }
  }

  @Test
  void aLockThatIsReleasedMeanwhileIsTaken() throws IOException {
    RunLock lock = acquire(first);
    Pause whileItEnds =
        time -> {
          pauses.add(time);
          close(lock);
        };
    try (RunLock next = RunLock.acquire(run, LockedWork.TRAINING, second, timing(whileItEnds))) {
      next.requireHeld();
      assertEquals(1, pauses.size());
    }
  }

  @Test
  void whoIsOverwrittenAtOnceLeavesTheRunToTheOther() {
    Storage contended = new HookedStorage(run, () -> takeOver(second));
    IOException refused =
        assertThrows(
            IOException.class,
            () -> RunLock.acquire(contended, LockedWork.TRAINING, first, timing(pauses::add)));
    assertTrue(refused.getMessage().contains("host beta"), refused.getMessage());
  }

  @Test
  void ofTwoThatTakeOverTheLastWriterWins() throws IOException {
    acquire(first);
    LockOwner third = new LockOwner("gamma", 33, "three", "now");
    List<RunLock> winner = new ArrayList<>();
    Pause theThirdIsFaster =
        time -> {
          pauses.add(time);
          if (pauses.size() == 4) {
            winner.add(takeOver(third));
          }
        };
    IOException refused =
        assertThrows(
            IOException.class,
            () -> RunLock.acquire(run, LockedWork.TRAINING, second, timing(theThirdIsFaster)));
    assertTrue(refused.getMessage().contains("host gamma"), refused.getMessage());
    winner.get(0).requireHeld();
  }

  @Test
  void aDamagedLockIsNamed() {
    run.write(RunFiles.LOCK, new byte[] {1, 2});
    IOException damaged = assertThrows(IOException.class, () -> acquire(first));
    assertTrue(damaged.getMessage().contains("memory/_lock"), damaged.getMessage());
  }

  @Test
  void anInterruptEndsTheWaiting() throws IOException {
    acquire(first);
    Pause interrupted =
        time -> {
          throw new InterruptedException();
        };
    assertThrows(
        InterruptedIOException.class,
        () -> RunLock.acquire(run, LockedWork.TRAINING, second, timing(interrupted)));
    assertTrue(Thread.interrupted());
  }

  @Test
  void theOwnerBeatsByItselfUntilItIsClosed() throws Exception {
    CountDownLatch written = new CountDownLatch(5);
    Storage counting = new HookedStorage(run, written::countDown);
    LockTiming fast = new LockTiming(Duration.ofMillis(1), Pause.SLEEP, pid -> true);
    RunLock lock = RunLock.acquire(counting, LockedWork.TRAINING, first, fast);
    assertTrue(written.await(1, TimeUnit.MINUTES), "the beats stopped");
    lock.close();
    lock.heart().join(60_000);
    assertFalse(lock.heart().isAlive());
    assertTrue(lock.heart().isDaemon());
    assertFalse(run.exists(RunFiles.LOCK));
  }

  @Test
  void thisProcessIsAliveAndUnlikeItsOtherLocks() throws IOException {
    LockOwner me = LockOwner.current();
    assertTrue(LockTiming.USUAL.alive().test(me.pid()));
    assertFalse(LockTiming.USUAL.alive().test(Long.MAX_VALUE));
    assertNotEquals(me.token(), LockOwner.current().token());
  }

  private RunLock acquire(LockOwner owner) throws IOException {
    return RunLock.acquire(run, LockedWork.TRAINING, owner, timing(pauses::add));
  }

  private LockTiming timing(Pause pause) {
    return new LockTiming(NEVER, pause, pid -> !dead.contains(pid));
  }

  private RunLock takeOver(LockOwner owner) {
    try {
      run.delete(RunFiles.LOCK);
      return RunLock.acquire(run, LockedWork.TRAINING, owner, timing(time -> {}));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void beat(RunLock lock) {
    try {
      lock.beat();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void close(RunLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode content() throws IOException {
    return new ObjectMapper().readTree(run.read(RunFiles.LOCK));
  }

  /** Does something after every write. */
  private record HookedStorage(Storage storage, Runnable afterWrite) implements Storage {
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
    public void write(String path, byte[] content) throws IOException {
      storage.write(path, content);
      afterWrite.run();
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
