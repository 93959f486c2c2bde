package io.mscon.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.cluster.BlockExchange.Address;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedFolderTest {
  private static final Address FIRST = new Address("gradient-0-1", 7);
  private static final Address SAME_SLOT = new Address("gradient-0-1", 8);

  @TempDir private Path place;
  private SharedFolder folder;

  @BeforeEach
  void make() throws IOException {
    folder = new SharedFolder(Files.createDirectory(place.resolve("shared")).toString());
  }

  @Test
  void bytesComeBackAsTheyWere() throws IOException {
    byte[] bytes = random(1_300_001);
    write(FIRST, bytes);
    assertArrayEquals(bytes, read(FIRST).orElseThrow());
  }

  @Test
  void aSlotHoldsTheLatestBytesOnly() throws IOException {
    write(FIRST, random(900_000));
    byte[] shorter = random(600_000);
    write(SAME_SLOT, shorter);
    assertTrue(read(FIRST).isEmpty());
    assertArrayEquals(shorter, read(SAME_SLOT).orElseThrow());
    byte[] longer = random(700_000);
    write(FIRST, longer);
    assertArrayEquals(longer, read(FIRST).orElseThrow());
    assertEquals(1, place.resolve("shared").toFile().list().length, "one file a slot");
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    assertTrue(read(FIRST).isEmpty());
    assertTrue(
        new SharedFolder(place.resolve("elsewhere").toString()).read(FIRST, in -> 1).isEmpty());
    assertFalse(new SharedFolder(place.resolve("elsewhere").toString()).exists());
  }

  @Test
  void aFileCutShortIsNotFound() throws IOException {
    write(FIRST, random(1_000));
    Path file = place.resolve("shared").resolve(FIRST.slot());
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 8, 15, 16, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertTrue(read(FIRST).isEmpty(), length + " bytes");
    }
  }

  @Test
  void goesWithItsFiles() throws IOException {
    write(FIRST, random(10));
    folder.delete();
    assertFalse(folder.exists());
  }

  @Test
  void whoWritesOtherThanAnnouncedIsTold() {
    for (int length : new int[] {0, 9, 11}) {
      IllegalStateException problem =
          assertThrows(
              IllegalStateException.class,
              () -> folder.write(FIRST, length, sink -> sink.accept(ByteBuffer.wrap(random(10)))));
      assertEquals(
          "Cannot leave gradient-0-1: 10 bytes were written (must be %d)".formatted(length),
          problem.getMessage());
    }
  }

  @Test
  void whatFailedHalfWayIsNotFound() throws IOException {
    write(FIRST, random(100));
    assertThrows(
        IOException.class,
        () ->
            folder.write(
                SAME_SLOT,
                10,
                sink -> {
                  sink.accept(ByteBuffer.wrap(random(5)));
                  throw new IOException("no space");
                }));
    assertTrue(read(FIRST).isEmpty());
    assertTrue(read(SAME_SLOT).isEmpty());
  }

  private void write(Address address, byte[] bytes) throws IOException {
    folder.write(address, bytes.length, sink -> sink.accept(ByteBuffer.wrap(bytes)));
  }

  private Optional<byte[]> read(Address address) throws IOException {
    return folder.read(address, InputStream::readAllBytes);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
