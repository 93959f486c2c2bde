package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * 100,000 damaged files of all kinds of pictures that docs/data.md lists: the decoder decodes or
 * rejects, and does nothing else. {@code -Dfuzz.mutations=N -Dfuzz.seed=S} makes others.
 */
class ImageDecoderFuzzTest {
  private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 100_000);
  private static final long SEED = Long.getLong("fuzz.seed", 7);
  private static final List<String> FORMATS =
      List.of("JPEG, ", "PNG, ", "GIF, ", "BMP, ", "WebP, ");
  private static final int LONGEST_FILE = 4_000;
  private static final long LIMIT = 50_000;

  /** All that a decoding takes together, of which most is free again before its end. */
  private static final long MOST_BYTES = 8_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Mutator mutator = new Mutator(files(), SEED);

  private static List<byte[]> files() {
    return OddPictures.all().entrySet().stream()
        .filter(kind -> FORMATS.stream().anyMatch(kind.getKey()::startsWith))
        .map(kind -> kind.getValue().bytes())
        .filter(bytes -> bytes.length <= LONGEST_FILE)
        .toList();
  }

  @Test
  void decodesOrRejectsWithinBounds() {
    int rejected = 0;
    try (ImageDecoder decoder = new ImageDecoder(LIMIT)) {
      for (int number = 0; number < MUTATIONS; number++) {
        rejected += rejects(decoder, number) ? 1 : 0;
      }
    }
    assertTrue(rejected > MUTATIONS / 4, rejected + " rejected");
    assertTrue(rejected < MUTATIONS * 95L / 100, rejected + " rejected");
  }

  private boolean rejects(ImageDecoder decoder, int number) {
    byte[] bytes = mutator.mutation(number);
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      DecodedImage image = decoder.decode(bytes);
      assertTrue((long) image.width() * image.height() <= LIMIT, "mutation " + number);
      return false;
    } catch (ImageRejectedException e) {
      assertFalse(e.getMessage().isBlank(), "mutation " + number);
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("mutation " + number + " of seed " + SEED, e);
    } finally {
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(taken <= MOST_BYTES, "mutation " + number + " took " + taken + " bytes");
    }
  }
}
