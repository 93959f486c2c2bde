package io.mscon.spark.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.buffer.ManagedBuffer;
import org.apache.spark.storage.BlockData;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.storage.StreamBlockId;
import org.apache.spark.util.io.ChunkedByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Passes raw bytes between tasks and the driver: by reference within a JVM, through a {@link
 * SharedFolder} between the JVMs of the driver's host, and through Spark's block managers to all
 * others. A shuffle would serialise them, write them to disk and read them back, a broadcast and a
 * task's result are serialised as objects; for tens of megabytes a step that is most of a step's
 * overhead.
 *
 * <p>What one executor left is lost with it; who wants it has to have it made again. Block managers
 * are no public interface of Spark: this package is the only one that knows them.
 */
public final class BlockExchange implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(BlockExchange.class);

  private final int owner;

  private final boolean oneJvm;

  /** Null where there is none. */
  private final SharedFolder folder;

  BlockExchange(int owner, boolean oneJvm, SharedFolder folder) {
    this.owner = owner;
    this.oneJvm = oneJvm;
    this.folder = folder;
  }

  /**
   * Makes an exchange. To be called on the driver.
   *
   * @param owner a number that no other exchange of the application has, such as an RDD's id
   */
  public static BlockExchange open(int owner) {
    return isLocal()
        ? new BlockExchange(owner, true, null)
        : new BlockExchange(owner, false, folder(owner));
  }

  /** The same, used as if no two JVMs were on one host. */
  public BlockExchange apart() {
    return new BlockExchange(owner, false, null);
  }

  /** Whether bytes may be within the reach of {@link #getHere}. */
  public boolean mayBeHere() {
    return oneJvm || folder != null;
  }

  private static SharedFolder folder(int owner) {
    try {
      return SharedFolder.make("mscon-exchange-" + owner);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("No folder for the JVMs of this host (all goes through the network)", e);
      return null;
    }
  }

  /**
   * Where bytes are left.
   *
   * @param slot the name under which bytes of this kind and size are left again and again, those of
   *     the last time being wanted by nobody any more
   * @param key that is never used again in this exchange
   */
  public record Address(String slot, long key) implements Serializable {}

  /**
   * Takes bytes out of a stream.
   *
   * @param <T> what it makes of them
   */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * Takes them. They are those that were left, but for damage on the way.
     *
     * @param bytes closed by the caller
     * @throws IOException if they can't be read
     */
    T read(InputStream bytes) throws IOException;
  }

  /** Takes bytes that are written one piece after the other. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Writes the bytes between the buffer's position and its limit.
     *
     * @param bytes may change when this returns
     * @throws IOException if they can't be written
     */
    void accept(ByteBuffer bytes) throws IOException;
  }

  /** Makes bytes as they are written. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes all of them.
     *
     * @param sink where to
     * @throws IOException if the sink can't write them
     */
    void write(Sink sink) throws IOException;
  }

  /**
   * Leaves bytes for the JVMs of the driver's host, and for nobody else: without memory for a copy,
   * and without a word to the driver.
   *
   * @param address where
   * @param length of all of them
   * @param writer makes them
   * @return whether they are there; not so if this is another host, or all is one JVM
   */
  public boolean putHere(Address address, long length, Writer writer) {
    return share(address, length, writer);
  }

  /**
   * Leaves bytes for whoever asks for them. What stands under the key already stays.
   *
   * @param address where
   * @param bytes not copied, and not to be changed any more
   * @return whether {@link #putHere} would have reached the same JVMs of this host
   * @throws IllegalStateException if neither memory nor disk has room for them
   */
  public boolean put(Address address, byte[] bytes) {
    boolean shared = share(address, bytes.length, sink -> sink.accept(ByteBuffer.wrap(bytes)));
    keep(address, ByteBuffer.wrap(bytes));
    return shared;
  }

  private boolean share(Address address, long length, Writer writer) {
    if (folder == null || !folder.exists()) {
      return false;
    }
    try {
      folder.write(address, length, writer);
      return true;
    } catch (IOException e) {
      LOG.warn(
          "Cannot write {} for the JVMs of this host (it goes through the network): {}",
          address.slot(),
          e.getMessage());
      return false;
    }
  }

  private void keep(Address address, ByteBuffer bytes) {
    BlockId id = id(address);
    ChunkedByteBuffer buffer = new ChunkedByteBuffer(bytes);
    boolean stored = blocks().putBytes(id, buffer, StorageLevel.MEMORY_AND_DISK_SER(), true, tag());
    if (!stored && blocks().getStatus(id).isEmpty()) {
      throw new IllegalStateException(
          "Cannot keep %d bytes for other tasks: no room in memory or on disk (raise spark.executor.memory)"
              .formatted(bytes.remaining()));
    }
  }

  /**
   * Reads bytes from wherever they are.
   *
   * @param address where they were left
   * @param reader takes them
   * @return what it makes of them; empty if no live executor has them, or they can't be read
   */
  public <T> Optional<T> get(Address address, Reader<T> reader) {
    return here(address, reader).orElseGet(() -> remote(address, reader, false));
  }

  /**
   * Reads bytes if this can be done without the network.
   *
   * @param address where they were left
   * @param reader takes them
   * @return what it makes of them; empty if they are not here, or can't be read
   */
  public <T> Optional<T> getHere(Address address, Reader<T> reader) {
    return here(address, reader).orElse(Optional.empty());
  }

  /**
   * Reads bytes that are here. What began to read them and failed may have used a part of them, so
   * they are lost then, and not looked for elsewhere.
   *
   * @return empty if they are not here; holds nothing if they can't be read
   */
  private <T> Optional<Optional<T>> here(Address address, Reader<T> reader) {
    return local(address, reader).or(() -> shared(address, reader));
  }

  /**
   * Reads bytes and keeps them if they came from another host, so that others can have them from
   * here: with many executors the one that put them is not asked by all.
   *
   * @param address where they were left
   * @param reader takes them
   * @return what it makes of them; empty if no live executor has them, or they can't be read
   */
  public <T> Optional<T> getAndKeep(Address address, Reader<T> reader) {
    return here(address, reader).orElseGet(() -> remote(address, reader, true));
  }

  /**
   * Forgets bytes on all executors. To be called on the driver.
   *
   * @param address where they were left
   */
  public void remove(Address address) {
    blocks().master().removeBlock(id(address));
  }

  /** Frees what this exchange holds beside what was left in it. To be called on the driver. */
  public void close() {
    try {
      if (folder != null && folder.exists()) {
        folder.delete();
      }
    } catch (IOException e) {
      LOG.warn("Cannot remove {} (Spark removes it in the end)", folder.path(), e);
    }
  }

  private <T> Optional<Optional<T>> local(Address address, Reader<T> reader) {
    BlockId id = id(address);
    Option<BlockData> found = blocks().getLocalBytes(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream bytes = found.get().toInputStream()) {
      return Optional.of(Optional.of(reader.read(bytes)));
    } catch (IOException e) {
      return Optional.of(unreadable(address, e));
    } finally {
      blocks().releaseLock(id, Option.empty());
    }
  }

  private <T> Optional<Optional<T>> shared(Address address, Reader<T> reader) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return folder.read(address, reader).map(Optional::of);
    } catch (IOException e) {
      return Optional.of(unreadable(address, e));
    }
  }

  private <T> Optional<T> remote(Address address, Reader<T> reader, boolean keep) {
    Option<Optional<T>> found =
        blocks()
            .getRemoteBlock(
                id(address),
                buffer -> {
                  if (keep) {
                    pass(address, buffer);
                  }
                  return read(address, buffer, reader);
                });
    return found.isEmpty() ? Optional.empty() : found.get();
  }

  private void pass(Address address, ManagedBuffer buffer) {
    try {
      keep(address, buffer.nioByteBuffer());
    } catch (IOException e) {
      LOG.warn("Cannot pass on {} (others ask elsewhere)", address, e);
    }
  }

  private static <T> Optional<T> read(Address address, ManagedBuffer buffer, Reader<T> reader) {
    try (InputStream bytes = buffer.createInputStream()) {
      return Optional.of(reader.read(bytes));
    } catch (IOException e) {
      return unreadable(address, e);
    }
  }

  private static <T> Optional<T> unreadable(Address address, IOException problem) {
    LOG.warn("Cannot read {} (taken for lost)", address, problem);
    return Optional.empty();
  }

  private BlockId id(Address address) {
    return new StreamBlockId(owner, address.key());
  }

  /** Whether driver and executors are one JVM. */
  private static boolean isLocal() {
    String master = SparkEnv.get().conf().get("spark.master", "");
    return master.equals("local") || master.startsWith("local[");
  }

  private static BlockManager blocks() {
    return SparkEnv.get().blockManager();
  }

  private static ClassTag<Object> tag() {
    return ClassTag$.MODULE$.apply(byte[].class);
  }
}
