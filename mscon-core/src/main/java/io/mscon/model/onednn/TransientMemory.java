package io.mscon.model.onednn;

import io.mscon.model.onednn.Slot.Storage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.memory;

/**
 * Decides, while a plan is compiled, where short-lived values lie: a slot released by its last
 * reader is given to the next that fits. Slots are counted, since a gradient may have two readers.
 */
final class TransientMemory {
  private final List<Block> free = new ArrayList<>();
  private final Map<Slot, Block> used = new IdentityHashMap<>();
  private final Map<Slot, Integer> readers = new IdentityHashMap<>();
  private long size;

  private record Block(long offset, long size) {}

  /** A new slot with one reader. */
  Slot take(memory.desc format) {
    Block block = block(NativeBytes.aligned(format.get_size()));
    Slot slot = new Slot(format, Storage.TRANSIENTS, block.offset());
    used.put(slot, block);
    readers.put(slot, 1);
    return slot;
  }

  private Block block(long bytes) {
    Block best = null;
    for (Block block : free) {
      if (block.size() >= bytes && (best == null || block.size() < best.size())) {
        best = block;
      }
    }
    if (best == null) {
      best = new Block(size, bytes);
      size += bytes;
    } else {
      free.remove(best);
    }
    return best;
  }

  /** Announces one reader more. */
  void share(Slot slot) {
    readers.merge(slot, 1, Integer::sum);
  }

  boolean isShared(Slot slot) {
    return readers.get(slot) > 1;
  }

  /** One reader has finished. */
  void release(Slot slot) {
    if (readers.merge(slot, -1, Integer::sum) == 0) {
      readers.remove(slot);
      free.add(used.remove(slot));
    }
  }

  /** The same place in another format; takes over the slot's readers. */
  Slot renamed(Slot slot, memory.desc format) {
    Slot other = slot.as(format);
    used.put(other, used.remove(slot));
    readers.put(other, readers.remove(slot));
    return other;
  }

  /** Bytes that all slots together need. */
  long size() {
    return size;
  }
}
