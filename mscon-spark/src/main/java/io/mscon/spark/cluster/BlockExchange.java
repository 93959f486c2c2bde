package io.mscon.spark.cluster;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.storage.StreamBlockId;
import scala.Option;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Passes values from task to task, and to the driver, through Spark's block managers: by reference
 * within a JVM, serialised once between two. A shuffle would serialise every value, write it to
 * disk and read it back, a task's result is serialised twice; for tens of megabytes a step that is
 * most of a step's overhead.
 *
 * <p>A value is lost with the executor that put it; who wants it has to have it made again. Block
 * managers are no public interface of Spark: this class is the only one that knows them.
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
   * Leaves a value for whoever asks for the key. A value that stands there already stays.
   *
   * @param key of this exchange
   * @param value not to be changed any more
   * @throws IllegalStateException if neither memory nor disk has room for it
   */
  public void put(long key, Serializable value) {
    BlockId id = id(key);
    boolean stored = blocks().putSingle(id, value, StorageLevel.MEMORY_AND_DISK(), true, tag());
    if (!stored && blocks().getStatus(id).isEmpty()) {
      throw new IllegalStateException(
          "Cannot keep a block for other tasks: no room in memory or on disk (raise"
              + " spark.executor.memory)");
    }
  }

  /**
   * Fetches a value from wherever it is.
   *
   * @param key of this exchange
   * @return empty if no live executor has it
   */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> get(long key) {
    Option<BlockResult> found = blocks().get(id(key), tag());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Iterator<Object> values = found.get().data();
    T value = (T) values.next();
    // Only a drained iterator gives the block's lock back.
    values.hasNext();
    return Optional.of(value);
  }

  /**
   * Forgets a value on all executors. To be called on the driver.
   *
   * @param key of this exchange
   */
  public void remove(long key) {
    blocks().master().removeBlock(id(key));
  }

  private BlockId id(long key) {
    return new StreamBlockId(owner, key);
  }

  private static BlockManager blocks() {
    return SparkEnv.get().blockManager();
  }

  private static ClassTag<Object> tag() {
    return ClassTag$.MODULE$.apply(Object.class);
  }
}
