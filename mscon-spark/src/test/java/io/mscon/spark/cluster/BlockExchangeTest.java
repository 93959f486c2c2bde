package io.mscon.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.mscon.spark.LocalSpark;
import io.mscon.spark.cluster.BlockExchange.Address;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

final class BlockExchangeTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path place;
  private Address address;
  private BlockExchange exchange;
  private SharedFolder folder;

  /** Other owners are numbers of RDDs, which are never negative; each test has a key of its own. */
  @BeforeEach
  void open(TestInfo test) throws IOException {
    LocalSpark.session();
    folder = new SharedFolder(Files.createDirectory(place.resolve("shared")).toString());
    exchange = new BlockExchange(-1, false, folder);
    address = new Address("gradient-0-1", test.getDisplayName().hashCode());
  }

  @Test
  void bytesAreInTheFolderAndInTheBlockManager() throws IOException {
    exchange.put(address, BYTES);
    assertArrayEquals(BYTES, folder.read(address, InputStream::readAllBytes).orElseThrow());
    assertArrayEquals(BYTES, exchange.apart().getHere(address, InputStream::readAllBytes).get());
  }

  @Test
  void whatOnlyTheFolderHasIsHere() throws IOException {
    assertTrue(
        exchange.putHere(address, BYTES.length, sink -> sink.accept(ByteBuffer.wrap(BYTES))));
    assertArrayEquals(BYTES, exchange.get(address, InputStream::readAllBytes).orElseThrow());
    assertTrue(exchange.apart().get(address, InputStream::readAllBytes).isEmpty());
  }

  @Test
  void whoHasNoFolderLeavesNothingHere() {
    assertFalse(
        exchange.apart().putHere(address, BYTES.length, sink -> fail("nobody can take it")));
    assertTrue(exchange.put(address, BYTES));
    assertFalse(exchange.apart().put(new Address("elsewhere", address.key() + 1), BYTES));
  }

  /** It may have added a part of the numbers to a sum: from a second place all would be added. */
  @Test
  void whatFailedWhileItWasReadIsNotReadAgainElsewhere() {
    exchange.put(address, BYTES);
    AtomicInteger taken = new AtomicInteger();
    Optional<Integer> read =
        exchange.get(
            address,
            bytes -> {
              taken.addAndGet(bytes.read());
              throw new IOException("the disk fails");
            });
    assertTrue(read.isEmpty());
    assertEquals(1, taken.get());
  }

  @Test
  void closingRemovesTheFolder() {
    exchange.put(address, BYTES);
    exchange.close();
    assertFalse(folder.exists());
    assertTrue(exchange.mayBeHere());
    assertFalse(exchange.apart().mayBeHere());
  }
}
