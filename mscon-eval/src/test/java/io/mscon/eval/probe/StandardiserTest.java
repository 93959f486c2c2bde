package io.mscon.eval.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandardiserTest {
  @Test
  void meansBecomeZeroDeviationsOneAndConstantColumnsZero() {
    Standardiser standardiser =
        Standardiser.of(
            List.of(new float[] {1, 0.1f}, new float[] {3, 0.1f}, new float[] {5, 0.1f})
                .iterator());

    double deviation = Math.sqrt(8.0 / 3);
    assertArrayEquals(
        new double[] {2 / deviation, 0}, standardiser.apply(new float[] {5, 9}), 1e-12);
    assertArrayEquals(new double[] {0, 0}, standardiser.apply(new float[] {3, 0.1f}), 1e-12);
  }

  @Test
  void featuresThatAreNotFiniteAreRefused() {
    List<float[]> features = List.of(new float[] {1}, new float[] {Float.NaN});

    assertThrows(IllegalStateException.class, () -> Standardiser.of(features.iterator()));
  }
}
