package io.mscon.spark.cluster;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockData;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.storage.StreamBlockId;
import org.apache.spark.util.io.ChunkedByteBuffer;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Passes raw bytes between tasks and the driver through Spark's block managers: by reference within
 * a JVM, and as they are between two. A shuffle would serialise them, write them to disk and read
 * them back, a broadcast and a task's result are serialised as objects; for tens of megabytes a
 * step that is most of a step's overhead.
 *
 * <p>What one executor left is lost with it; who wants it has to have it made again. Block managers
 * are no public interface of Spark: this class is the only one that knows them.
 */
public final class BlockExchange implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int owner;

  /**
   * Makes an exchange.
   *
   * @param owner a number that no other exchange of the application has, such as an RDD's id
   */
  public BlockExchange(int owner) {
    this.owner = owner;
  }

  /**
   * Leaves bytes for whoever asks for the key. What stands there already stays.
   *
   * @param key of this exchange
   * @param bytes not copied, and not to be changed any more
   * @throws IllegalStateException if neither memory nor disk has room for them
   */
  public void put(long key, byte[] bytes) {
    BlockId id = id(key);
    ChunkedByteBuffer buffer = new ChunkedByteBuffer(ByteBuffer.wrap(bytes));
    boolean stored = blocks().putBytes(id, buffer, StorageLevel.MEMORY_AND_DISK_SER(), true, tag());
    if (!stored && blocks().getStatus(id).isEmpty()) {
      throw new IllegalStateException(
          "Cannot keep %d bytes for other tasks: no room in memory or on disk (raise spark.executor.memory)"
              .formatted(bytes.length));
    }
  }

  /**
   * Fetches bytes from wherever they are.
   *
   * @param key of this exchange
   * @return not to be changed; empty if no live executor has them
   */
  public Optional<byte[]> get(long key) {
    Optional<byte[]> own = local(id(key));
    return own.isPresent() ? own : remote(id(key));
  }

  /**
   * Fetches bytes and keeps them, so that others can fetch them from here: with many executors the
   * one that put them is not asked by all.
   *
   * @param key of this exchange
   * @return not to be changed; empty if no live executor has them
   */
  public Optional<byte[]> getAndKeep(long key) {
    Optional<byte[]> own = local(id(key));
    if (own.isPresent()) {
      return own;
    }
    Optional<byte[]> fetched = remote(id(key));
    fetched.ifPresent(bytes -> put(key, bytes));
    return fetched;
  }

  /**
   * Forgets bytes on all executors. To be called on the driver.
   *
   * @param key of this exchange
   */
  public void remove(long key) {
    blocks().master().removeBlock(id(key));
  }

  private static Optional<byte[]> local(BlockId id) {
    Option<BlockData> found = blocks().getLocalBytes(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(array(found.get().toByteBuffer()));
    } finally {
      blocks().releaseLock(id, Option.empty());
    }
  }

  private static Optional<byte[]> remote(BlockId id) {
    Option<ChunkedByteBuffer> found = blocks().getRemoteBytes(id);
    return found.isEmpty() ? Optional.empty() : Optional.of(array(found.get().toByteBuffer()));
  }

  private static byte[] array(ByteBuffer buffer) {
    boolean whole =
        buffer.hasArray()
            && buffer.arrayOffset() == 0
            && buffer.position() == 0
            && buffer.remaining() == buffer.array().length;
    if (whole) {
      return buffer.array();
    }
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(copy);
    return copy;
  }

  private BlockId id(long key) {
    return new StreamBlockId(owner, key);
  }

  private static BlockManager blocks() {
    return SparkEnv.get().blockManager();
  }

  private static ClassTag<Object> tag() {
    return ClassTag$.MODULE$.apply(byte[].class);
  }
}
