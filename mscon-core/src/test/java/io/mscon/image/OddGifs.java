package io.mscon.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Kinds of GIF. */
final class OddGifs {
  private static final int WHITE = 0xffffff;
  private static final byte[] TRAILER = Bytes.of(0x3b);
  private static final byte[] GIF = gif(-1);
  private static final int FRAME = frame(GIF);
  private static final byte[] NO_PIXELS = Bytes.of(8, 3, 0, 3, 2, 0);

  private OddGifs() {}

  static Map<String, OddPicture> all() {
    Map<String, OddPicture> all = new TreeMap<>();
    sound(all);
    canvases(all);
    cut(all);
    damaged(all);
    return all;
  }

  /** Red and blue; the JDK writes it interlaced. */
  private static byte[] gif(int transparent) {
    byte[] red = Bytes.of(0xc8, 0x28);
    byte[] green = Bytes.of(0x28, 0x28);
    byte[] blue = Bytes.of(0x28, 0xc8);
    IndexColorModel palette = new IndexColorModel(1, 2, red, green, blue, transparent);
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int i = 0; i < 48 * 32; i++) {
      image.getRaster().setSample(i % 48, i / 48, 0, i % 48 < 24 ? 0 : 1);
    }
    return TestImages.encode(image, "gif");
  }

  private static int frame(byte[] gif) {
    return Bytes.find(gif, Bytes.of(0x2c, 0, 0, 0, 0, 48, 0, 32, 0));
  }

  private static void sound(Map<String, OddPicture> all) {
    all.put("GIF, interlaced", OddPicture.of(GIF));
    byte[] plain = Bytes.with(GIF, FRAME + 9, GIF[FRAME + 9] & ~0x40);
    all.put("GIF, rows in order", OddPicture.of(plain));
    all.put("GIF, of 1987", OddPicture.of(Bytes.with(GIF, 4, '7')));
    all.put("GIF, transparent", OddPicture.of(gif(0)).seen(WHITE, TestImages.BLUE));
    byte[] frames = Bytes.without(GIF, 1);
    byte[] second = Arrays.copyOfRange(GIF, FRAME, GIF.length);
    all.put("GIF, animated", OddPicture.of(Bytes.join(frames, second)));
    all.put(
        "GIF, cut within the second frame",
        OddPicture.of(Bytes.join(frames, Bytes.without(second, 9))));
    all.put("GIF, no end", OddPicture.of(frames));
    all.put("GIF, bytes behind the end", OddPicture.of(Bytes.join(GIF, new byte[99])));
    byte[] remark = Bytes.join(Bytes.of(0x21, 0xfe, 3), Bytes.text("abc"), Bytes.of(0));
    all.put("GIF, a remark", OddPicture.of(Bytes.inserted(GIF, FRAME, remark)));
  }

  private static void canvases(Map<String, OddPicture> all) {
    all.put(
        "GIF, a frame smaller than its canvas",
        OddPicture.of(Bytes.with(GIF, 6, 96, 0, 32, 0)).sized(96, 32).seen(-1, WHITE));
    all.put("GIF, a frame that passes its canvas", OddPicture.of(Bytes.with(GIF, 6, 9, 0, 9, 0)));
    all.put(
        "GIF, a frame of 65,535 x 65,535 pixels",
        OddPicture.of(Bytes.with(GIF, FRAME + 5, 255, 255, 255, 255)));
    all.put(
        "GIF, a canvas of 65,535 x 65,535 pixels",
        OddPicture.of(Bytes.with(GIF, 6, 255, 255, 255, 255)));
    all.put("GIF, a frame of width 0", OddPicture.of(Bytes.with(GIF, FRAME + 5, 0, 0)));
  }

  private static void cut(Map<String, OddPicture> all) {
    all.put("GIF, cut in the header", OddPicture.of(Bytes.first(GIF, 10)));
    all.put("GIF, cut before the first frame", OddPicture.of(Bytes.first(GIF, FRAME)));
    all.put("GIF, cut in the frame's header", OddPicture.of(Bytes.first(GIF, FRAME + 5)));
    all.put("GIF, cut within the first frame", OddPicture.of(Bytes.without(GIF, 9)));
    byte[] remark = Bytes.join(Bytes.of(0x21, 0xfe, 200), Bytes.text("abc"));
    all.put("GIF, cut in a remark", OddPicture.of(Bytes.join(Bytes.first(GIF, FRAME), remark)));
  }

  private static void damaged(Map<String, OddPicture> all) {
    byte[] head = Bytes.first(GIF, FRAME);
    byte[] frame = Arrays.copyOfRange(GIF, FRAME, FRAME + 10);
    all.put("GIF, no frame", OddPicture.of(Bytes.join(head, TRAILER)));
    all.put(
        "GIF, a block that does not exist",
        OddPicture.of(Bytes.inserted(GIF, FRAME, Bytes.of(0x77))));
    all.put("GIF, codes of 12 bits", OddPicture.of(Bytes.with(GIF, FRAME + 10, 12)));
    all.put(
        "GIF, fewer rows than the frame has",
        OddPicture.of(Bytes.join(head, frame, NO_PIXELS, TRAILER)));
    all.put(
        "GIF, no data in the frame",
        OddPicture.of(Bytes.join(head, frame, Bytes.of(2, 0), TRAILER)));
    all.put(
        "GIF, codes before they are defined",
        OddPicture.of(Bytes.join(head, frame, Bytes.of(2, 4, 0xff, 0xff, 0xff, 0xff, 0), TRAILER)));
  }
}
