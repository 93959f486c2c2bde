package io.mscon.image;

import static io.mscon.image.PngBuilder.deflated;
import static io.mscon.image.PngBuilder.halves;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Kinds of PNG. */
final class OddPngs {
  private static final int WHITE = 0xffffff;
  private static final byte[] PNG = PngBuilder.begin().pixels().end();
  private static final byte[] PALETTE = Bytes.of(0xc8, 0x28, 0x28, 0x28, 0x28, 0xc8);
  private static final byte[] SAMPLES =
      halves(8, PngBuilder.colour(TestImages.RED), PngBuilder.colour(TestImages.BLUE));
  private static final byte[] BOMB = deflated(new byte[100_000_000]);

  private OddPngs() {}

  static Map<String, OddPicture> all() {
    Map<String, OddPicture> all = new TreeMap<>();
    colours(all);
    transparency(all);
    sound(all);
    damagedHeaders(all);
    damagedChunks(all);
    damagedPixels(all);
    return all;
  }

  private static byte[] png(int bits, int colour, int[] left, int[] right) {
    return new PngBuilder()
        .header(OddPicture.WIDTH, OddPicture.HEIGHT, bits, colour)
        .chunk("IDAT", deflated(halves(bits, left, right)))
        .end();
  }

  private static byte[] palette(int bits, String type, byte[] transparency) {
    PngBuilder png = new PngBuilder().header(OddPicture.WIDTH, OddPicture.HEIGHT, bits, 3);
    png.chunk("PLTE", PALETTE);
    if (type != null) {
      png.chunk(type, transparency);
    }
    return png.chunk("IDAT", deflated(halves(bits, new int[] {0}, new int[] {1}))).end();
  }

  private static void colours(Map<String, OddPicture> all) {
    all.put("PNG, RGB", OddPicture.of(PNG));
    for (int bits : new int[] {1, 2, 4, 8, 16}) {
      int most = (1 << bits) - 1;
      byte[] grey = png(bits, 0, new int[] {0}, new int[] {most});
      all.put("PNG, grey of %d bits".formatted(bits), OddPicture.of(grey).seen(0, WHITE));
    }
    for (int bits : new int[] {1, 2, 4, 8}) {
      all.put("PNG, palette of %d bits".formatted(bits), OddPicture.of(palette(bits, null, null)));
    }
    int[] red = {0xc8c8, 0x2828, 0x2828};
    int[] blue = {0x2828, 0x2828, 0xc8c8};
    all.put("PNG, RGB of 16 bits", OddPicture.of(png(16, 2, red, blue)));
    BufferedImage halves = TestImages.twoHalves(48, 32, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage indexed = TestImages.twoHalves(48, 32, BufferedImage.TYPE_BYTE_INDEXED);
    all.put("PNG, interlaced", OddPicture.of(TestImages.progressive(halves, "png")));
    all.put(
        "PNG, interlaced with a palette", OddPicture.of(TestImages.progressive(indexed, "png")));
  }

  private static void transparency(Map<String, OddPicture> all) {
    int[] clear = {0, 0, 0, 0};
    int[] half = {0, 0, 0, 0x80};
    all.put("PNG, RGB and alpha", OddPicture.of(png(8, 6, clear, half)).seen(WHITE, 0x7f7f7f));
    all.put(
        "PNG, RGB and alpha of 16 bits",
        OddPicture.of(png(16, 6, clear, new int[] {0, 0, 0, 0x8080})).seen(WHITE, 0x7f7f7f));
    all.put(
        "PNG, grey and alpha",
        OddPicture.of(png(8, 4, new int[] {7, 0}, new int[] {0, 0x80})).seen(WHITE, 0x7f7f7f));
    all.put(
        "PNG, palette with transparency",
        OddPicture.of(palette(1, "tRNS", Bytes.of(0, 255))).seen(WHITE, TestImages.BLUE));
    all.put(
        "PNG, a grey that is transparent",
        OddPicture.of(
                new PngBuilder()
                    .header(48, 32, 8, 0)
                    .chunk("tRNS", Bytes.of(0, 9))
                    .chunk("IDAT", deflated(halves(8, new int[] {9}, new int[] {0x40})))
                    .end())
            .seen(WHITE, 0x404040));
    all.put(
        "PNG, a colour that is transparent",
        OddPicture.of(
                PngBuilder.begin()
                    .chunk("tRNS", Bytes.of(0, 0xc8, 0, 0x28, 0, 0x28))
                    .pixels()
                    .end())
            .seen(WHITE, TestImages.BLUE));
  }

  private static void sound(Map<String, OddPicture> all) {
    all.put("PNG, bytes behind the end", OddPicture.of(Bytes.join(PNG, new byte[1000])));
    all.put(
        "PNG, a remark with a wrong checksum",
        OddPicture.of(PngBuilder.begin().chunk("tEXt", Bytes.text("a\0b"), 1).pixels().end()));
    byte[] text = Bytes.join(Bytes.text("Comment\0\0"), BOMB);
    all.put(
        "PNG, a remark that inflates to 100 MB",
        OddPicture.of(PngBuilder.begin().chunk("zTXt", text).pixels().end()));
    all.put(
        "PNG, a broken colour profile",
        OddPicture.of(PngBuilder.begin().chunk("iCCP", Bytes.text("x\0\0y")).pixels().end()));
    all.put(
        "PNG, gamma",
        OddPicture.of(PngBuilder.begin().chunk("gAMA", Bytes.big32(1000)).pixels().end()));
    all.put(
        "PNG, animated (APNG)",
        OddPicture.of(
            PngBuilder.begin()
                .chunk("acTL", Bytes.of(0, 0, 0, 2, 0, 0, 0, 0))
                .pixels()
                .chunk("fdAT", Bytes.join(Bytes.big32(1), deflated(SAMPLES)))
                .end()));
    byte[] exif = Bytes.join(Bytes.text("MM\0*\0\0\0\10\0\1"), OddJpegs.orientationEntry(3));
    all.put(
        "PNG, Exif orientation 3",
        OddPicture.of(PngBuilder.begin().chunk("eXIf", exif).pixels().end())
            .seen(TestImages.BLUE, TestImages.RED));
    all.put("PNG, a chunk for each byte of the pixels", OddPicture.of(inChunks(1)));
    all.put(
        "PNG, pixels that inflate to 100 MB more than there are",
        OddPicture.of(
            PngBuilder.begin()
                .chunk("IDAT", deflated(Bytes.join(SAMPLES, new byte[100_000_000])))
                .end()));
  }

  private static byte[] inChunks(int length) {
    byte[] data = deflated(SAMPLES);
    PngBuilder png = PngBuilder.begin();
    for (int i = 0; i < data.length; i += length) {
      png.chunk("IDAT", Arrays.copyOfRange(data, i, i + length));
    }
    return png.end();
  }

  private static void damagedHeaders(Map<String, OddPicture> all) {
    all.put("PNG, the signature alone", OddPicture.of(Bytes.first(PNG, 8)));
    all.put("PNG, cut in the header", OddPicture.of(Bytes.first(PNG, 20)));
    all.put("PNG, header with a wrong checksum", OddPicture.of(Bytes.with(PNG, 30, 1, 2)));
    all.put("PNG, 20,000 x 20,000 pixels", header(20_000, 20_000, 8, 2));
    all.put("PNG, 2,147,483,647 x 2,147,483,647 pixels", header(-1 >>> 1, -1 >>> 1, 16, 6));
    all.put("PNG, width 0", header(0, 32, 8, 2));
    all.put("PNG, negative height", header(48, -32, 8, 2));
    all.put("PNG, 49 megapixels in 80 bytes", header(7000, 7000, 8, 2));
    all.put("PNG, a colour type that does not exist", header(48, 32, 8, 5));
    all.put("PNG, 3 bits a sample", header(48, 32, 3, 0));
    all.put("PNG, RGB of 4 bits", header(48, 32, 4, 2));
    all.put(
        "PNG, unknown compression",
        OddPicture.of(
            new PngBuilder()
                .chunk("IHDR", Bytes.of(0, 0, 0, 48, 0, 0, 0, 32, 8, 2, 1, 0, 0))
                .pixels()
                .end()));
    all.put(
        "PNG, header of 12 bytes",
        OddPicture.of(new PngBuilder().chunk("IHDR", new byte[12]).pixels().end()));
    all.put(
        "PNG, pixels before the header",
        OddPicture.of(new PngBuilder().pixels().header(48, 32, 8, 2).end()));
    all.put(
        "PNG, Apple's own kind",
        OddPicture.of(
            new PngBuilder().chunk("CgBI", new byte[4]).header(48, 32, 8, 2).pixels().end()));
    all.put(
        "PNG, two headers", OddPicture.of(PngBuilder.begin().header(48, 32, 8, 2).pixels().end()));
    all.put(
        "PNG, transferred as text (CR LF became LF)",
        OddPicture.of(Bytes.join(Bytes.first(PNG, 4), Arrays.copyOfRange(PNG, 5, PNG.length))));
  }

  private static OddPicture header(int width, int height, int bits, int colour) {
    return OddPicture.of(new PngBuilder().header(width, height, bits, colour).pixels().end());
  }

  private static void damagedChunks(Map<String, OddPicture> all) {
    all.put("PNG, cut before the end chunk", OddPicture.of(Bytes.without(PNG, 12)));
    all.put(
        "PNG, pixels with a wrong checksum",
        OddPicture.of(PngBuilder.begin().chunk("IDAT", deflated(SAMPLES), 1).end()));
    all.put(
        "PNG, palette with a wrong checksum",
        OddPicture.of(
            new PngBuilder().header(48, 32, 1, 3).chunk("PLTE", PALETTE, 1).pixels().end()));
    all.put("PNG, no palette", header(48, 32, 8, 3));
    all.put(
        "PNG, two palettes",
        OddPicture.of(
            new PngBuilder()
                .header(48, 32, 1, 3)
                .chunk("PLTE", PALETTE)
                .chunk("PLTE", PALETTE)
                .pixels()
                .end()));
    all.put(
        "PNG, palette behind the pixels",
        OddPicture.of(new PngBuilder().header(48, 32, 1, 3).pixels().chunk("PLTE", PALETTE).end()));
    all.put(
        "PNG, palette of 5 bytes",
        OddPicture.of(
            new PngBuilder().header(48, 32, 1, 3).chunk("PLTE", new byte[5]).pixels().end()));
    all.put(
        "PNG, more transparencies than colours", OddPicture.of(palette(1, "tRNS", new byte[3])));
    all.put(
        "PNG, an unknown chunk that decides the pixels",
        OddPicture.of(PngBuilder.begin().chunk("ABCD", new byte[4]).pixels().end()));
    all.put(
        "PNG, a chunk's name of no letters",
        OddPicture.of(PngBuilder.begin().chunk("a\0cd", new byte[4]).pixels().end()));
    all.put(
        "PNG, a chunk longer than the file",
        OddPicture.of(Bytes.with(PNG, 33, 0x7f, 0xff, 0xff, 0xff)));
    all.put("PNG, no pixels", OddPicture.of(PngBuilder.begin().end()));
  }

  private static void damagedPixels(Map<String, OddPicture> all) {
    byte[] whole = deflated(SAMPLES);
    all.put("PNG, cut within the pixels", OddPicture.of(Bytes.first(PNG, 60)));
    all.put(
        "PNG, deflated pixels cut, checksum right",
        OddPicture.of(PngBuilder.begin().chunk("IDAT", Bytes.without(whole, 12)).end()));
    all.put(
        "PNG, too few rows, checksum right",
        OddPicture.of(PngBuilder.begin().chunk("IDAT", deflated(Bytes.first(SAMPLES, 900))).end()));
    all.put(
        "PNG, pixels that are not deflated",
        OddPicture.of(PngBuilder.begin().chunk("IDAT", Bytes.with(whole, 0, 1, 2)).end()));
    all.put(
        "PNG, a row's filter that does not exist",
        OddPicture.of(PngBuilder.begin().chunk("IDAT", deflated(Bytes.with(SAMPLES, 0, 9))).end()));
  }
}
