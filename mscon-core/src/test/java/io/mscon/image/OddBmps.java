package io.mscon.image;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/** Kinds of BMP. */
final class OddBmps {
  private static final byte[] PALETTE = Bytes.of(0x28, 0x28, 0xc8, 0, 0xc8, 0x28, 0x28, 0);

  private OddBmps() {}

  static Map<String, OddPicture> all() {
    Map<String, OddPicture> all = new TreeMap<>();
    for (int bits : new int[] {1, 4, 8}) {
      all.put("BMP, palette of %d bits".formatted(bits), bmp(48, 32, bits, 0, pixels(bits, 0, 1)));
    }
    all.put("BMP, 16 bits", bmp(48, 32, 16, 0, pixels(16, 0x64a5, 0x14b9)));
    all.put("BMP, 24 bits", bmp(48, 32, 24, 0, pixels(24, 0xc82828, 0x2828c8)));
    all.put("BMP, 32 bits", bmp(48, 32, 32, 0, pixels(32, 0xc82828, 0x2828c8)));
    all.put("BMP, rows from the top", bmp(48, -32, 24, 0, pixels(24, 0xc82828, 0x2828c8)));
    all.put("BMP, run lengths", bmp(48, 32, 8, 1, runs()));
    damaged(all);
    return all;
  }

  private static void damaged(Map<String, OddPicture> all) {
    byte[] pixels = pixels(24, 0xc82828, 0x2828c8);
    byte[] sound = bmp(48, 32, 24, 0, pixels).bytes();
    all.put("BMP, cut in the header", OddPicture.of(Bytes.first(sound, 30)));
    all.put("BMP, cut behind the name", OddPicture.of(Bytes.first(sound, 12)));
    all.put("BMP, cut within the pixels", OddPicture.of(Bytes.without(sound, 9)));
    all.put("BMP, run lengths without an end", bmp(48, 32, 8, 1, Bytes.without(runs(), 2)));
    all.put("BMP, header of 77 bytes", OddPicture.of(Bytes.with(sound, 14, 77)));
    all.put("BMP, pixels within the header", OddPicture.of(Bytes.with(sound, 10, 20)));
    all.put("BMP, pixels behind the file", OddPicture.of(Bytes.with(sound, 10, 0, 0, 1)));
    all.put("BMP, 7 bits a pixel", bmp(48, 32, 7, 0, pixels));
    all.put("BMP, a JPEG inside", bmp(48, 32, 24, 4, pixels));
    all.put("BMP, run lengths of 24 bits", bmp(48, 32, 24, 1, pixels));
    all.put("BMP, 40,000 x 40,000 pixels", bmp(40_000, 40_000, 24, 0, pixels));
    all.put("BMP, width 0", bmp(0, 32, 24, 0, pixels));
    all.put("BMP, negative width", bmp(-48, 32, 24, 0, pixels));
    all.put(
        "BMP, a colour that is not in the palette",
        bmp(48, 32, 8, 0, pixels(8, 0, 200)).seen(TestImages.RED, 0xffffff));
  }

  private static OddPicture bmp(int width, int height, int bits, int compression, byte[] pixels) {
    byte[] palette = bits <= 8 ? PALETTE : new byte[0];
    int begin = 54 + palette.length;
    byte[] head =
        Bytes.join(
            Bytes.text("BM"),
            Bytes.little32(begin + pixels.length),
            Bytes.little32(0),
            Bytes.little32(begin),
            Bytes.little32(40),
            Bytes.little32(width),
            Bytes.little32(height),
            Bytes.little16(1),
            Bytes.little16(bits),
            Bytes.little32(compression),
            Bytes.little32(pixels.length),
            new byte[8],
            Bytes.little32(palette.length / 4),
            Bytes.little32(0));
    return OddPicture.of(Bytes.join(head, palette, pixels));
  }

  private static byte[] pixels(int bits, int left, int right) {
    byte[] row = new byte[(48 * bits + 31) / 32 * 4];
    for (int x = 0; x < 48; x++) {
      int pixel = x < 24 ? left : right;
      if (bits < 8) {
        int place = x * bits;
        row[place / 8] |= (byte) (pixel << 8 - bits - place % 8);
      } else {
        for (int b = 0; b < bits / 8; b++) {
          row[x * bits / 8 + b] = (byte) (pixel >> 8 * b);
        }
      }
    }
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int y = 0; y < 32; y++) {
      rows.writeBytes(row);
    }
    return rows.toByteArray();
  }

  private static byte[] runs() {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int y = 0; y < 32; y++) {
      rows.writeBytes(Bytes.of(24, 0, 24, 1, 0, 0));
    }
    rows.writeBytes(Bytes.of(0, 1));
    return rows.toByteArray();
  }
}
