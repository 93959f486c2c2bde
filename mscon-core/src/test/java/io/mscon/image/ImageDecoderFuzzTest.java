package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damages good pictures at random: the decoder decodes or rejects, and does nothing else. */
class ImageDecoderFuzzTest {
  private static final int MUTATIONS = 2_000;
  private static final long SMALL_LIMIT = 1_000_000;

  @Test
  void neverThrowsAnythingButARejection() {
    List<byte[]> seeds = seeds();
    SplittableRandom random = new SplittableRandom(7);
    int rejected = 0;
    try (ImageDecoder decoder = new ImageDecoder(SMALL_LIMIT)) {
      for (int i = 0; i < MUTATIONS; i++) {
        rejected += rejects(decoder, mutated(seeds.get(i % seeds.size()), random)) ? 1 : 0;
      }
    }
    assertTrue(rejected > MUTATIONS / 4, rejected + " rejected");
    assertTrue(rejected < MUTATIONS, rejected + " rejected");
  }

  private static boolean rejects(ImageDecoder decoder, byte[] bytes) {
    try {
      decoder.decode(bytes);
      return false;
    } catch (ImageRejectedException e) {
      assertFalse(e.getMessage().isBlank());
      return true;
    }
  }

  private static byte[] mutated(byte[] good, SplittableRandom random) {
    byte[] bytes = good.clone();
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    int changes = bytes.length == 0 ? 0 : 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      boolean nearHeader = random.nextBoolean();
      int bound = nearHeader ? Math.min(80, bytes.length) : bytes.length;
      bytes[random.nextInt(bound)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static List<byte[]> seeds() {
    BufferedImage colour = TestImages.toBuffered(TestImages.gradient(40, 30));
    BufferedImage indexed = TestImages.twoHalves(40, 30, BufferedImage.TYPE_BYTE_INDEXED);
    BufferedImage grey = TestImages.twoHalves(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    return List.of(
        TestImages.encode(colour, "jpeg"),
        TestImages.progressiveJpeg(colour),
        TestImages.encode(grey, "jpeg"),
        TestImages.resource("cmyk.jpg"),
        TestImages.encode(colour, "png"),
        TestImages.encode(indexed, "gif"),
        TestImages.encode(colour, "bmp"),
        TestImages.resource("lossy.webp"),
        TestImages.resource("lossless.webp"));
  }
}
