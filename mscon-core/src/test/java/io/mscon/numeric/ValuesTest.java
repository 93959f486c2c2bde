package io.mscon.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.numeric.Values.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void bytesAreLittleEndianAndComeBackAsTheSameBits() {
    Values single = Values.of(new float[] {1, Float.NaN, -0f, 3e-42f});
    assertArrayEquals(
        new byte[] {0, 0, (byte) 0x80, 0x3f}, java.util.Arrays.copyOf(single.toBytes(), 4));
    assertArrayEquals(single.float32(), Precision.FLOAT32.fromBytes(single.toBytes()).float32());
    Values wide = Values.of(new double[] {Math.PI, -1e300});
    assertArrayEquals(wide.float64(), Precision.FLOAT64.fromBytes(wide.toBytes()).float64());
    assertEquals(16, wide.toBytes().length);
  }

  @Test
  void stretchesFollowEachOtherInABuffer() {
    ByteBuffer buffer = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    Values values = Values.of(new float[] {1, 2, 3, 4});
    values.write(buffer, 3, 1);
    values.write(buffer, 0, 2);
    Values back = Precision.FLOAT32.zeros(3);
    buffer.flip();
    back.read(buffer, 1, 2);
    back.read(buffer, 0, 1);
    assertArrayEquals(new float[] {2, 4, 1}, back.float32());
  }

  @Test
  void addsAndCopiesWithinOnePrecision() {
    Values sum = Values.of(new double[] {1, 2});
    sum.add(Values.of(new double[] {10, 20}));
    sum.copy(Values.of(new double[] {5, 6, 7}), 2, 0, 1);
    assertArrayEquals(new double[] {7, 22}, sum.float64());
    assertThrows(ClassCastException.class, () -> sum.add(Values.of(new float[2])));
    assertThrows(IllegalArgumentException.class, () -> sum.add(Values.of(new double[3])));
  }

  @Test
  void changesPrecisionOnlyWhereAsked() {
    float[] single = {1.5f};
    assertSame(single, Values.of(single).float32());
    assertArrayEquals(new double[] {1.5}, Values.of(single).float64());
    assertArrayEquals(new float[] {0.1f}, Values.of(new double[] {0.1}).float32());
  }

  @Test
  void knowsWhetherAllAreNumbers() {
    assertTrue(Values.of(new float[] {1, -0f, Float.MAX_VALUE}).finite());
    assertFalse(Values.of(new float[] {1, Float.NaN}).finite());
    assertFalse(Values.of(new double[] {Double.NEGATIVE_INFINITY, 1}).finite());
    assertTrue(Values.of(new double[] {Double.MIN_VALUE}).finite());
  }

  @Test
  void refusesBytesThatAreNoWholeNumbers() {
    assertThrows(IllegalArgumentException.class, () -> Precision.FLOAT64.fromBytes(new byte[12]));
  }
}
