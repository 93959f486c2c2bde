package io.mscon.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Kinds of JPEG. */
final class OddJpegs {
  private static final BufferedImage HALVES =
      TestImages.twoHalves(OddPicture.WIDTH, OddPicture.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
  private static final byte[] JPEG = TestImages.encode(HALVES, "jpeg");
  private static final byte[] PROGRESSIVE = TestImages.progressiveJpeg(HALVES);
  private static final byte[] CMYK = TestImages.resource("cmyk.jpg");
  private static final int FRAME = Bytes.find(JPEG, Bytes.of(0xff, 0xc0));
  private static final int SCAN = Bytes.find(JPEG, Bytes.of(0xff, 0xda));
  private static final int TABLES = Bytes.find(JPEG, Bytes.of(0xff, 0xdb));
  private static final int CODES = Bytes.find(JPEG, Bytes.of(0xff, 0xc4));

  private OddJpegs() {}

  static Map<String, OddPicture> all() {
    Map<String, OddPicture> all = new TreeMap<>();
    colours(all);
    orientations(all);
    sound(all);
    otherKinds(all);
    cut(all);
    damaged(all);
    return all;
  }

  private static void colours(Map<String, OddPicture> all) {
    all.put("JPEG, baseline", OddPicture.of(JPEG));
    all.put("JPEG, progressive", OddPicture.of(PROGRESSIVE));
    BufferedImage grey = new BufferedImage(48, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 48 * 32; i++) {
      grey.getRaster().setSample(i % 48, i / 48, 0, i % 48 < 24 ? 0x20 : 0xc0);
    }
    byte[] greyJpeg = TestImages.encode(grey, "jpeg");
    all.put("JPEG, grey", OddPicture.of(greyJpeg).seen(0x202020, 0xc0c0c0));
    OddPicture inks = new OddPicture(CMYK, 16, 16, 0x00ffff, 0);
    all.put("JPEG, CMYK", inks);
    int adobe = Bytes.find(CMYK, Bytes.text("Adobe"));
    byte[] unnamed = Bytes.with(CMYK, adobe, 'X');
    all.put("JPEG, CMYK that does not name Adobe", new OddPicture(unnamed, 16, 16, 0x00ffff, 0));
    byte[] ycck = Bytes.with(CMYK, adobe + 11, 2);
    all.put("JPEG, YCCK", new OddPicture(ycck, 16, 16, 0x4dff1e, 0));
    BufferedImage one = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
    all.put("JPEG, 1 x 1 pixel", new OddPicture(TestImages.encode(one, "jpeg"), 1, 1, 0, 0));
  }

  /** An entry of a directory, and the end of the directories. */
  static byte[] orientationEntry(int value) {
    return Bytes.of(1, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0);
  }

  private static byte[] turned(int value) {
    byte[] tiff = Bytes.join(Bytes.text("Exif\0\0MM\0*\0\0\0\10\0\1"), orientationEntry(value));
    return withSegment(0xe1, tiff);
  }

  private static byte[] withSegment(int marker, byte[] content) {
    int length = content.length + 2;
    byte[] head = Bytes.of(0xff, marker, length >> 8, length);
    return Bytes.inserted(JPEG, 2, Bytes.join(head, content));
  }

  private static void orientations(Map<String, OddPicture> all) {
    for (int value = 1; value <= 8; value++) {
      OddPicture picture = OddPicture.of(turned(value));
      if (value >= 5) {
        // The halves lie above each other: left and right are the same mixture of rows.
        picture = picture.sized(OddPicture.HEIGHT, OddPicture.WIDTH);
      }
      boolean redLast = value == 2 || value == 3 || value == 7 || value == 8;
      all.put(
          "JPEG, Exif orientation " + value,
          redLast ? picture.seen(TestImages.BLUE, TestImages.RED) : picture);
    }
    all.put("JPEG, Exif orientation 9", OddPicture.of(turned(9)));
    all.put("JPEG, broken Exif", OddPicture.of(withSegment(0xe1, Bytes.text("Exif\0\0MM\0*\177"))));
    byte[] thumbnail = Bytes.join(Bytes.text("Exif\0\0II*\0\10\0\0\0\0\0\0\0\0\0"), CMYK);
    all.put("JPEG, another JPEG as thumbnail", OddPicture.of(withSegment(0xe1, thumbnail)));
  }

  private static void sound(Map<String, OddPicture> all) {
    all.put("JPEG, no end marker", OddPicture.of(Bytes.without(JPEG, 2)));
    all.put(
        "JPEG, zeros instead of the end marker",
        OddPicture.of(Bytes.join(Bytes.without(JPEG, 2), new byte[500])));
    all.put("JPEG, bytes behind the end", OddPicture.of(Bytes.join(JPEG, CMYK)));
    all.put("JPEG, a comment", OddPicture.of(withSegment(0xfe, Bytes.text("<html>"))));
    all.put(
        "JPEG, a broken colour profile",
        OddPicture.of(withSegment(0xe2, Bytes.text("ICC_PROFILE\0\1\1broken"))));
    all.put(
        "JPEG, an application's segment of 65,533 bytes",
        OddPicture.of(withSegment(0xeb, new byte[65_533])));
    all.put(
        "JPEG, fill bytes before a marker",
        OddPicture.of(Bytes.inserted(JPEG, 2, Bytes.of(0xff, 0xff, 0xff))));
  }

  private static OddPicture kind(int frameMarker) {
    return OddPicture.of(Bytes.with(JPEG, FRAME + 1, frameMarker));
  }

  private static void otherKinds(Map<String, OddPicture> all) {
    all.put("JPEG, lossless", kind(0xc3));
    all.put("JPEG, hierarchical", kind(0xc5));
    all.put("JPEG, arithmetic coding", kind(0xc9));
    all.put("JPEG, 12 bits a sample", OddPicture.of(Bytes.with(JPEG, FRAME + 4, 12)));
    byte[] two =
        Bytes.join(
            Bytes.first(JPEG, FRAME),
            Bytes.of(0xff, 0xc0, 0, 14, 8, 0, 32, 0, 48, 2),
            new byte[6],
            Arrays.copyOfRange(JPEG, CODES, JPEG.length));
    all.put("JPEG, 2 components", OddPicture.of(two));
    byte[] scan = Arrays.copyOfRange(JPEG, SCAN, JPEG.length - 2);
    byte[] scans = Bytes.without(JPEG, 2);
    for (int i = 0; i < 100; i++) {
      scans = Bytes.join(scans, scan);
    }
    all.put("JPEG, 101 scans", OddPicture.of(Bytes.join(scans, Bytes.of(0xff, 0xd9))));
    all.put("JPEG, 20,000 x 20,000 pixels", size(20_000, 20_000));
    all.put("JPEG, 65,535 x 65,535 pixels", size(65_535, 65_535));
    all.put("JPEG, width 0", size(0, 32));
    all.put("JPEG, height 0, to be told behind the scan", size(48, 0));
  }

  private static OddPicture size(int width, int height) {
    return OddPicture.of(Bytes.with(JPEG, FRAME + 5, height >> 8, height, width >> 8, width));
  }

  private static void cut(Map<String, OddPicture> all) {
    all.put("JPEG, 3 bytes", OddPicture.of(Bytes.first(JPEG, 3)));
    all.put("JPEG, cut in the tables", OddPicture.of(Bytes.first(JPEG, TABLES + 20)));
    all.put("JPEG, cut in the frame header", OddPicture.of(Bytes.first(JPEG, FRAME + 8)));
    all.put("JPEG, cut before the scan", OddPicture.of(Bytes.first(JPEG, SCAN)));
    all.put(
        "JPEG, cut within the scan", OddPicture.of(Bytes.first(JPEG, (SCAN + JPEG.length) / 2)));
    all.put(
        "JPEG, the rest zeros",
        OddPicture.of(Bytes.join(Bytes.first(JPEG, (SCAN + JPEG.length) / 2), new byte[900])));
    all.put(
        "JPEG, progressive, cut after the first scans",
        OddPicture.of(Bytes.first(PROGRESSIVE, PROGRESSIVE.length * 3 / 4)));
    all.put("JPEG, progressive, no end marker", OddPicture.of(Bytes.without(PROGRESSIVE, 2)));
    all.put("JPEG, CMYK, cut", OddPicture.of(Bytes.without(CMYK, 20)));
  }

  private static void damaged(Map<String, OddPicture> all) {
    all.put("JPEG, start and end alone", OddPicture.of(Bytes.of(0xff, 0xd8, 0xff, 0xd9)));
    all.put("JPEG, a segment of 1 byte", OddPicture.of(Bytes.with(JPEG, 4, 0, 1)));
    all.put(
        "JPEG, a scan before the frame",
        OddPicture.of(Bytes.inserted(JPEG, 2, Bytes.of(0xff, 0xda, 0, 3, 1))));
    all.put("JPEG, a frame header of 5 bytes", OddPicture.of(Bytes.with(JPEG, FRAME + 2, 0, 5)));
    byte[] noTables = without(without(JPEG, TABLES), TABLES);
    all.put("JPEG, no quantisation tables", OddPicture.of(noTables));
    all.put("JPEG, no tables of codes", OddPicture.of(without(JPEG, CODES)));
    all.put(
        "JPEG, a broken table of codes", OddPicture.of(Bytes.with(JPEG, CODES + 5, 255, 255, 255)));
    byte[] noise = new byte[(JPEG.length - SCAN) / 2];
    Arrays.fill(noise, (byte) 0xfe);
    byte[] torn = JPEG.clone();
    System.arraycopy(noise, 0, torn, SCAN + 14, noise.length);
    all.put("JPEG, a scan that was written over", OddPicture.of(torn));
  }

  private static byte[] without(byte[] jpeg, int segment) {
    int length = ByteReader.unsigned16(jpeg, segment + 2) + 2;
    byte[] rest = Arrays.copyOfRange(jpeg, segment + length, jpeg.length);
    return Bytes.join(Bytes.first(jpeg, segment), rest);
  }
}
