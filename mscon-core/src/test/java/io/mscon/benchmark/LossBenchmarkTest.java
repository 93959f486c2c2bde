package io.mscon.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class LossBenchmarkTest {
  @Test
  void figuresBelongTogether() throws IOException {
    LossSpeed speed = LossBenchmark.warmUp().measure(256);
    assertEquals(256, speed.rows());
    double operations = 4.0 * 3 * 256 * 256 * 128;
    assertEquals(operations / 1e9 / speed.processorSeconds(), speed.gigaflops(), 1e-6);
    assertEquals(speed.gigaflops() / speed.peakGigaflops(), speed.shareOfPeak(), 1e-12);
    assertTrue(speed.seconds() > 0, speed.toString());
  }

  @Test
  void memoryThatWasTouchedCounts() throws IOException {
    ProcessMemory.restartPeak();
    double before = ProcessMemory.peak();
    // Native, because a heap may have touched its pages long ago.
    try (BytePointer touched = new BytePointer(64L << 20)) {
      Pointer.memset(touched, 1, touched.capacity());
      assertEquals(1, touched.get(1024));
    }
    double after = ProcessMemory.peak();
    assertTrue(after - before > 60, before + " MiB, then " + after);
  }

  @Test
  void rowsComeInTwoViews() throws IOException {
    LossBenchmark benchmark = LossBenchmark.warmUp();
    assertThrows(IllegalArgumentException.class, () -> benchmark.measure(7));
    assertThrows(IllegalArgumentException.class, () -> benchmark.measure(0));
  }
}
