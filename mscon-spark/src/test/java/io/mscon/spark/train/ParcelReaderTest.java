package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParcelReaderTest {
  private static final int SEVERAL_PIECES = 100_001;

  @ParameterizedTest
  @EnumSource
  void unpacksAndAddsLargeParcelsToStretches(Precision precision) throws IOException {
    Values packed = counting(precision, SEVERAL_PIECES);
    Values target = precision.zeros(SEVERAL_PIECES + 5);
    ParcelReader reader = new ParcelReader(precision);
    assertTrue(reader.unpack(stream(bytes(packed)), target, 3, SEVERAL_PIECES));
    assertTrue(reader.add(stream(bytes(packed)), target, 3, SEVERAL_PIECES));
    double[] expected = new double[SEVERAL_PIECES + 5];
    IntStream.range(0, SEVERAL_PIECES).forEach(i -> expected[i + 3] = 2.0 * i);
    assertArrayEquals(expected, target.float64());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_071, 131_072, 400_003, 400_004, 400_007})
  void noticesEveryFlippedBit(int place) throws IOException {
    byte[] bytes = bytes(counting(Precision.FLOAT32, SEVERAL_PIECES));
    bytes[place] ^= 0x10;
    assertFalse(read(bytes, SEVERAL_PIECES));
  }

  @Test
  void noticesMissingAndSurplusBytes() throws IOException {
    byte[] bytes = bytes(counting(Precision.FLOAT32, SEVERAL_PIECES));
    assertFalse(read(Arrays.copyOf(bytes, bytes.length - 1), SEVERAL_PIECES));
    assertFalse(read(Arrays.copyOf(bytes, 7), SEVERAL_PIECES));
    assertFalse(read(new byte[0], SEVERAL_PIECES));
    assertFalse(read(Arrays.copyOf(bytes, bytes.length + 1), SEVERAL_PIECES));
    assertFalse(read(bytes, SEVERAL_PIECES - 1));
    assertFalse(read(bytes, SEVERAL_PIECES + 1));
    assertTrue(read(bytes, SEVERAL_PIECES));
  }

  /** A stretch written piece by piece is the parcel that would be made of it. */
  @ParameterizedTest
  @EnumSource
  void writtenInPiecesIsTheSameParcel(Precision precision) throws IOException {
    Values numbers = counting(precision, SEVERAL_PIECES + 7);
    ParcelWriter writer = new ParcelWriter(precision);
    for (int count : new int[] {0, 1, 1 << 15, SEVERAL_PIECES}) {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      writer.write(
          piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            written.writeBytes(bytes);
          },
          numbers,
          7,
          count,
          seal -> seal);
      assertArrayEquals(Parcel.of(numbers, 7, count).bytes(), written.toByteArray());
      assertEquals(written.size(), ParcelWriter.length(precision, count));
    }
  }

  @Test
  void aParcelWithoutNumbersIsOne() throws IOException {
    assertTrue(read(bytes(Precision.FLOAT32.zeros(0)), 0));
    assertEquals(Parcel.CHECKSUM_BYTES, bytes(Precision.FLOAT32.zeros(0)).length);
  }

  private static boolean read(byte[] bytes, int count) throws IOException {
    Values target = Precision.FLOAT32.zeros(SEVERAL_PIECES + 1);
    return new ParcelReader(Precision.FLOAT32).unpack(stream(bytes), target, 0, count);
  }

  private static Values counting(Precision precision, int length) {
    double[] numbers = IntStream.range(0, length).asDoubleStream().toArray();
    Values wide = Values.of(numbers);
    return precision == Precision.FLOAT64 ? wide : Values.of(wide.float32());
  }

  private static byte[] bytes(Values values) {
    return Parcel.of(values).bytes();
  }

  private static ByteArrayInputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
