package io.mscon.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private final InMemoryStorage run = new InMemoryStorage();
  private final Checkpoints checkpoints = new Checkpoints(run, 2);

  @Test
  void readsWhatItWrote() throws IOException {
    checkpoints.write(state(7));
    TrainingState read = checkpoints.newest().orElseThrow();
    assertEquals(7, read.step());
    assertArrayEquals(state(7).parameters(), read.parameters());
    assertArrayEquals(state(7).statistics(), read.statistics());
    assertArrayEquals(state(7).velocity(), read.velocity());
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
    byte[] bytes = run.read("checkpoints/step-00000010/state.bin");
    bytes[3] ^= 1;
    run.write("checkpoints/step-00000010/state.bin", bytes);
    assertEquals(5, checkpoints.newest().orElseThrow().step());
  }

  @Test
  void passesOverACheckpointWithoutManifest() throws IOException {
    checkpoints.write(state(5));
    checkpoints.write(state(10));
    run.delete("checkpoints/step-00000010/manifest.json");
    assertEquals(5, checkpoints.newest().orElseThrow().step());
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
        new float[] {5, -0f, 7},
        new double[] {0.1, step});
  }
}
