package io.mscon.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final String NEWEST = "checkpoints/step-00000010/";

  private final InMemoryStorage run = new InMemoryStorage();
  private final Checkpoints checkpoints = new Checkpoints(run, 2);

  @Test
  void readsWhatItWrote() throws IOException {
    checkpoints.write(state(7));
    TrainingState read = checkpoints.newest().orElseThrow();
    assertEquals(7, read.step());
    assertArrayEquals(state(7).parameters(), read.parameters());
    assertArrayEquals(state(7).statistics(), read.statistics());
    assertArrayEquals(state(7).slots(), read.slots());
    assertArrayEquals(state(7).logVariances(), read.logVariances());
  }

  @Test
  void keepsTheNewest() throws IOException {
    for (int step : new int[] {5, 10, 200}) {
      checkpoints.write(state(step));
    }
    assertEquals(List.of("step-00000010", "step-00000200"), run.list(RunFiles.CHECKPOINTS));
    assertEquals(200, checkpoints.newest().orElseThrow().step());
  }

  @Test
  void passesOverADamagedCheckpoint() throws IOException {
    checkpoints.write(state(5));
    checkpoints.write(state(10));
    byte[] bytes = run.read(NEWEST + "state.bin");
    bytes[3] ^= 1;
    run.write(NEWEST + "state.bin", bytes);
    assertEquals(5, checkpoints.newest().orElseThrow().step());
  }

  @Test
  void passesOverACheckpointWithoutManifest() throws IOException {
    checkpoints.write(state(5));
    checkpoints.write(state(10));
    run.delete(NEWEST + "manifest.json");
    assertEquals(5, checkpoints.newest().orElseThrow().step());
  }

  @Test
  void readsAStateWithoutSlots() throws IOException {
    checkpoints.write(
        new TrainingState(3, new float[] {1}, new float[0], new float[0][], new double[] {2}));
    TrainingState read = checkpoints.newest().orElseThrow();
    assertEquals(0, read.slots().length);
    assertArrayEquals(new double[] {2}, read.logVariances());
  }

  @Test
  void passesOverACheckpointWhoseLengthIsNotTheManifests() throws IOException {
    for (String slots : List.of("\"slots\" : 1", "\"slots\" : 3", "\"slots\" : -1")) {
      checkpoints.write(state(5));
      checkpoints.write(state(10));
      replaceInManifest("\"slots\" : 2", slots);
      assertEquals(5, checkpoints.newest().orElseThrow().step(), slots);
    }
  }

  @Test
  void passesOverATruncatedState() throws IOException {
    checkpoints.write(state(5));
    checkpoints.write(state(10));
    byte[] bytes = run.read(NEWEST + "state.bin");
    run.write(NEWEST + "state.bin", Arrays.copyOf(bytes, bytes.length - 8));
    assertEquals(5, checkpoints.newest().orElseThrow().step());
  }

  @Test
  void passesOverACheckpointWithoutState() throws IOException {
    checkpoints.write(state(5));
    checkpoints.write(state(10));
    run.delete(NEWEST + "state.bin");
    assertEquals(5, checkpoints.newest().orElseThrow().step());
  }

  @Test
  void passesOverAManifestThatIsNone() throws IOException {
    for (String broken : List.of("", "{\"step\" : 10", "{\"velocity\" : 3}", "\0\0", "{}")) {
      checkpoints.write(state(5));
      checkpoints.write(state(10));
      run.writeText(NEWEST + "manifest.json", broken);
      assertEquals(5, checkpoints.newest().orElseThrow().step(), broken);
    }
  }

  @Test
  void passesOverOneThatTheFileSystemCannotReadUnlessItIsTheOnlyOne() throws IOException {
    Storage broken = new UnreadableStorage(run, NEWEST + "state.bin");
    checkpoints.write(state(10));
    IOException unreadable =
        assertThrows(IOException.class, () -> new Checkpoints(broken, 2).newest());
    assertEquals("the disk is broken", unreadable.getMessage());
    checkpoints.write(state(5));
    assertEquals(5, new Checkpoints(broken, 2).newest().orElseThrow().step());
  }

  /** One file can't be read. */
  private record UnreadableStorage(InMemoryStorage files, String unreadable) implements Storage {
    @Override
    public String location() {
      return files.location();
    }

    @Override
    public boolean exists(String path) {
      return files.exists(path);
    }

    @Override
    public byte[] read(String path) throws IOException {
      if (path.equals(unreadable)) {
        throw new IOException("the disk is broken");
      }
      return files.read(path);
    }

    @Override
    public void write(String path, byte[] content) {
      files.write(path, content);
    }

    @Override
    public List<String> list(String folder) {
      return files.list(folder);
    }

    @Override
    public void delete(String path) {
      files.delete(path);
    }
  }

  private void replaceInManifest(String old, String replacement) throws IOException {
    String text = run.readText(NEWEST + "manifest.json");
    assertTrue(text.contains(old), text);
    run.writeText(NEWEST + "manifest.json", text.replace(old, replacement));
  }

  @Test
  void findsNothingInAnEmptyRun() throws IOException {
    assertTrue(checkpoints.newest().isEmpty());
  }

  private static TrainingState state(long step) {
    return new TrainingState(
        step,
        new float[] {step, 2, 3},
        new float[] {4, Float.MIN_VALUE},
        new float[][] {{5, -0f, 7}, {8, 9, step}},
        new double[] {0.1, step});
  }
}
