package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class UnitRowsTest {
  @Test
  void dividesByLengthAndTakesTheRadialPartOffGradients() {
    UnitRows rows = UnitRows.normalise(new Rows.Float64(new double[] {3, 4}, 2));
    assertArrayEquals(new double[] {0.6, 0.8}, ((Rows.Float64) rows.unit()).values(), 1e-15);
    Rows dx = rows.backward(new Rows.Float64(new double[] {1, 0}, 2));
    assertArrayEquals(new double[] {0.64 / 5, -0.48 / 5}, ((Rows.Float64) dx).values(), 1e-15);
  }

  @Test
  void rowWithoutDirectionStaysZeroAndGetsNoGradient() {
    UnitRows rows = UnitRows.normalise(new Rows.Float32(new float[] {0, 0, 0, 2}, 2));
    assertArrayEquals(new float[] {0, 0, 0, 1}, ((Rows.Float32) rows.unit()).values());
    Rows dx = rows.backward(new Rows.Float32(new float[] {5, 5, 1, 1}, 2));
    assertArrayEquals(new float[] {0, 0, 0.5f, 0}, ((Rows.Float32) dx).values());
  }

  @Test
  void aRowThatIsNotFiniteStaysVisible() {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      UnitRows rows = UnitRows.normalise(new Rows.Float32(new float[] {1, broken, 2, 0}, 2));
      float nan = Float.NaN;
      assertArrayEquals(new float[] {nan, nan, 1, 0}, ((Rows.Float32) rows.unit()).values());
      Rows dx = rows.backward(new Rows.Float32(new float[] {1, 1, 1, 1}, 2));
      assertArrayEquals(new float[] {nan, nan, 0, 0.5f}, ((Rows.Float32) dx).values());
    }
  }
}
