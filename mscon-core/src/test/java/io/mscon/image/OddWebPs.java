package io.mscon.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Kinds of WebP. */
final class OddWebPs {
  private static final int WHITE = 0xffffff;
  private static final byte[] LOSSY =
      TestImages.encode(TestImages.twoHalves(48, 32, BufferedImage.TYPE_INT_RGB), "webp");
  private static final byte[] LOSSLESS = TestImages.resource("lossless.webp");
  private static final byte[] PICTURE = Arrays.copyOfRange(LOSSY, 12, LOSSY.length);
  private static final int START_CODE = Bytes.find(LOSSY, Bytes.of(0x9d, 1, 0x2a));

  private OddWebPs() {}

  static Map<String, OddPicture> all() {
    Map<String, OddPicture> all = new TreeMap<>();
    sound(all);
    animations(all);
    cut(all);
    damaged(all);
    return all;
  }

  private static byte[] chunk(String type, byte[]... content) {
    byte[] all = Bytes.join(content);
    return Bytes.join(Bytes.text(type), Bytes.little32(all.length), all, new byte[all.length % 2]);
  }

  private static byte[] file(byte[]... chunks) {
    byte[] all = Bytes.join(chunks);
    return Bytes.join(Bytes.text("RIFF"), Bytes.little32(4 + all.length), Bytes.text("WEBP"), all);
  }

  private static byte[] extended(int flags, int width, int height) {
    return chunk(
        "VP8X", Bytes.little32(flags), Bytes.little24(width - 1), Bytes.little24(height - 1));
  }

  private static byte[] frame(int left, int top, byte[] picture) {
    return chunk(
        "ANMF",
        Bytes.little24(left / 2),
        Bytes.little24(top / 2),
        Bytes.little24(47),
        Bytes.little24(31),
        Bytes.little24(100),
        new byte[1],
        picture);
  }

  private static byte[] clearHalf() {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 48 * 32; i++) {
      image.setRGB(i % 48, i / 48, i % 48 < 24 ? 0 : TestImages.BLUE);
    }
    return TestImages.encode(image, "webp");
  }

  private static void sound(Map<String, OddPicture> all) {
    all.put("WebP, lossy", OddPicture.of(LOSSY));
    all.put("WebP, lossless", OddPicture.of(LOSSLESS).sized(16, 16));
    all.put("WebP, alpha", OddPicture.of(clearHalf()).seen(WHITE, TestImages.BLUE));
    all.put("WebP, bytes behind the end", OddPicture.of(Bytes.join(LOSSY, new byte[99])));
    byte[] tiff = Bytes.join(Bytes.text("MM\0*\0\0\0\10\0\1"), OddJpegs.orientationEntry(3));
    all.put(
        "WebP, Exif orientation 3",
        OddPicture.of(file(extended(8, 48, 32), PICTURE, chunk("EXIF", tiff)))
            .seen(TestImages.BLUE, TestImages.RED));
    all.put(
        "WebP, an unknown chunk",
        OddPicture.of(file(extended(0, 48, 32), chunk("ABCD", new byte[7]), PICTURE)));
  }

  private static void animations(Map<String, OddPicture> all) {
    byte[] loop = chunk("ANIM", new byte[6]);
    byte[] frame = frame(0, 0, PICTURE);
    byte[] clear = Arrays.copyOfRange(clearHalf(), 12, clearHalf().length);
    byte[] clearPicture = ByteReader.has(clear, 0, "VP8X") ? without(clear, 18) : clear;
    byte[] head = Bytes.join(extended(2, 48, 32), loop);
    all.put("WebP, animated", OddPicture.of(file(head, frame, frame(0, 0, clear))));
    all.put(
        "WebP, animated with alpha",
        OddPicture.of(file(extended(0x12, 48, 32), loop, frame(0, 0, clearPicture), frame))
            .seen(WHITE, TestImages.BLUE));
    all.put(
        "WebP, a frame smaller than its canvas",
        OddPicture.of(file(extended(2, 96, 32), loop, frame)).sized(96, 32).seen(-1, WHITE));
    all.put(
        "WebP, a frame that passes its canvas",
        OddPicture.of(file(head, frame(20, 0, PICTURE), frame)));
    all.put("WebP, animated without a frame", OddPicture.of(file(head)));
    all.put("WebP, a frame without a picture", OddPicture.of(file(head, frame(0, 0, loop), frame)));
    all.put(
        "WebP, a canvas of 16,777,216 x 16,777,216 pixels",
        OddPicture.of(file(extended(2, 1 << 24, 1 << 24), loop, frame)));
  }

  private static byte[] without(byte[] bytes, int first) {
    return Arrays.copyOfRange(bytes, first, bytes.length);
  }

  private static void cut(Map<String, OddPicture> all) {
    all.put("WebP, cut", OddPicture.of(Bytes.without(LOSSY, 9)));
    all.put("WebP, cut behind the name", OddPicture.of(Bytes.first(LOSSY, 12)));
    all.put(
        "WebP, a chunk longer than the file",
        OddPicture.of(Bytes.with(LOSSY, 16, 255, 255, 255, 127)));
    all.put("WebP, cut and told so", OddPicture.of(file(cutPicture())));
  }

  private static byte[] cutPicture() {
    return chunk("VP8 ", Arrays.copyOfRange(PICTURE, 8, PICTURE.length / 2));
  }

  private static void damaged(Map<String, OddPicture> all) {
    all.put("WebP, no picture", OddPicture.of(file(chunk("EXIF", new byte[8]))));
    all.put("WebP, a wrong start", OddPicture.of(Bytes.with(LOSSY, START_CODE, 1)));
    all.put(
        "WebP, a picture that needs one before it",
        OddPicture.of(Bytes.with(LOSSY, START_CODE - 3, LOSSY[START_CODE - 3] | 1)));
    all.put(
        "WebP, 16,383 x 16,383 pixels",
        OddPicture.of(Bytes.with(LOSSY, START_CODE + 3, 255, 63, 255, 63)));
    all.put("WebP, width 0", OddPicture.of(Bytes.with(LOSSY, START_CODE + 3, 0, 0)));
    all.put("WebP, a canvas of another size", OddPicture.of(file(extended(0, 20, 20), PICTURE)));
    all.put(
        "WebP, lossless with broken codes",
        OddPicture.of(Bytes.with(LOSSLESS, 25, 255, 255, 255, 255, 255, 255)));
    all.put("WebP, a sound", OddPicture.of(Bytes.with(LOSSY, 8, 'W', 'A', 'V', 'E')));
  }
}
