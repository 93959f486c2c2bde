package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDecoderTest {
  private static final ImageDecoder DECODER = new ImageDecoder();
  private static final BufferedImage HALVES =
      TestImages.twoHalves(48, 32, BufferedImage.TYPE_3BYTE_BGR);
  private static final byte[] JPEG = TestImages.encode(HALVES, "jpeg");
  private static final byte[] PNG = TestImages.encode(HALVES, "png");

  @AfterAll
  static void close() {
    DECODER.close();
  }

  static Stream<Arguments> encodings() {
    BufferedImage argb = TestImages.twoHalves(48, 32, BufferedImage.TYPE_INT_ARGB);
    BufferedImage indexed = TestImages.twoHalves(48, 32, BufferedImage.TYPE_BYTE_INDEXED);
    return Stream.of(
        Arguments.of("baseline JPEG", JPEG, 8),
        Arguments.of("progressive JPEG", TestImages.progressiveJpeg(HALVES), 8),
        Arguments.of("PNG", PNG, 0),
        Arguments.of("PNG with alpha", TestImages.encode(argb, "png"), 0),
        Arguments.of("PNG with palette", TestImages.encode(indexed, "png"), 12),
        Arguments.of("GIF", TestImages.encode(indexed, "gif"), 12),
        Arguments.of("BMP", TestImages.encode(HALVES, "bmp"), 0),
        Arguments.of("lossless WebP", TestImages.resource("lossless.webp"), 0),
        Arguments.of("lossy WebP", TestImages.resource("lossy.webp"), 16));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void decodesEveryFormatByContent(String name, byte[] bytes, int tolerance) throws Exception {
    DecodedImage image = DECODER.decode(bytes);
    assertColour(image, image.width() / 4, image.height() / 2, TestImages.RED, tolerance);
    assertColour(image, image.width() * 3 / 4, image.height() / 2, TestImages.BLUE, tolerance);
  }

  @Test
  void keepsTheSize() throws Exception {
    DecodedImage image = DECODER.decode(JPEG);
    assertEquals(48, image.width());
    assertEquals(32, image.height());
    assertEquals(48 * 32 * 3, image.rgb().length);
  }

  @Test
  void decodesJpegToTheBytesOfTheJdk() throws Exception {
    BufferedImage smooth = TestImages.toBuffered(TestImages.gradient(61, 43));
    byte[] bytes = TestImages.encode(smooth, "jpeg");
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(bytes));
    assertArrayEquals(RgbPixels.of(expected).rgb(), DECODER.decode(bytes).rgb());
  }

  @Test
  void decodesCmykInk() throws Exception {
    DecodedImage image = DECODER.decode(TestImages.resource("cmyk.jpg"));
    assertTrue(image.sample(3, 8, 0) < 80, "cyan ink absorbs red");
    assertTrue(image.sample(3, 8, 2) > 180, "cyan ink reflects blue");
    assertTrue(image.sample(12, 8, 1) < 60, "black ink is dark");
  }

  @Test
  void decodesYcck() throws Exception {
    byte[] bytes = TestImages.resource("cmyk.jpg");
    int adobe = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Adobe");
    bytes[adobe + 11] = 2;
    assertEquals(16, DECODER.decode(bytes).width());
  }

  @Test
  void takesGreySamplesAsTheyStand() throws Exception {
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    fill(grey.getRaster(), 100);
    assertColour(DECODER.decode(TestImages.encode(grey, "jpeg")), 8, 8, 0x646464, 2);
    assertColour(DECODER.decode(TestImages.encode(grey, "png")), 8, 8, 0x646464, 0);
  }

  @Test
  void reduces16BitsTo8() throws Exception {
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
    fill(grey.getRaster(), 100 * 257);
    assertColour(DECODER.decode(TestImages.encode(grey, "png")), 8, 8, 0x646464, 0);
  }

  @Test
  void putsTransparencyOnWhite() throws Exception {
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00ff0000);
    image.setRGB(1, 0, 0x80000000);
    image.setRGB(2, 0, 0xff123456);
    DecodedImage decoded = DECODER.decode(TestImages.encode(image, "png"));
    assertColour(decoded, 0, 0, 0xffffff, 0);
    assertColour(decoded, 1, 0, 0x7f7f7f, 0);
    assertColour(decoded, 2, 0, 0x123456, 0);
  }

  @Test
  void putsTransparentPaletteEntriesOnWhite() throws Exception {
    byte[] shades = {0, 50};
    IndexColorModel palette = new IndexColorModel(1, 2, shades, shades, shades, 0);
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setSample(5, 5, 0, 1);
    for (String format : new String[] {"png", "gif"}) {
      DecodedImage decoded = DECODER.decode(TestImages.encode(image, format));
      assertColour(decoded, 0, 0, 0xffffff, 0);
      assertColour(decoded, 5, 5, 0x323232, 0);
    }
  }

  @Test
  void ignoresWhatFollowsThePicture() throws Exception {
    for (byte[] bytes : new byte[][] {JPEG, PNG}) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 100);
      assertArrayEquals(DECODER.decode(bytes).rgb(), DECODER.decode(longer).rgb());
    }
  }

  @Test
  void takesJpegThatLacksOnlyItsEndMarker() throws Exception {
    byte[] unmarked = Arrays.copyOf(JPEG, JPEG.length - 2);
    assertArrayEquals(DECODER.decode(JPEG).rgb(), DECODER.decode(unmarked).rgb());
  }

  @Test
  void rejectsJpegTruncatedAnywhere() {
    BufferedImage smooth = TestImages.toBuffered(TestImages.gradient(64, 64));
    byte[] baseline = TestImages.encode(smooth, "jpeg");
    byte[] progressive = TestImages.progressiveJpeg(smooth);
    for (int length = 3; length < baseline.length - 4; length += 3) {
      assertEquals("truncated JPEG", reason(Arrays.copyOf(baseline, length)), "at " + length);
    }
    for (int length = 3; length < progressive.length - 1; length += 3) {
      assertEquals("truncated JPEG", reason(Arrays.copyOf(progressive, length)), "at " + length);
    }
  }

  @Test
  void rejectsJpegWhoseRestWasNeverFilledIn() {
    byte[] reserved = Arrays.copyOf(Arrays.copyOf(JPEG, JPEG.length * 3 / 4), JPEG.length);
    assertEquals("truncated JPEG", reason(reserved));
  }

  @Test
  void appliesTheExifOrientation() throws Exception {
    byte[] bytes = withOrientation(JPEG, 6);
    DecodedImage turned = DECODER.decode(bytes);
    assertEquals(32, turned.width());
    assertEquals(48, turned.height());
    assertColour(turned, 16, 5, TestImages.RED, 8);
    assertColour(turned, 16, 43, TestImages.BLUE, 8);
  }

  @Test
  void everyOrientationAndItsInverseGiveThePictureBack() {
    DecodedImage image = TestImages.gradient(5, 3);
    int[] inverse = {1, 2, 3, 4, 5, 8, 7, 6};
    for (int value = 1; value <= 8; value++) {
      DecodedImage turned = new ExifOrientation(value).apply(image);
      DecodedImage back = new ExifOrientation(inverse[value - 1]).apply(turned);
      assertArrayEquals(image.rgb(), back.rgb(), "orientation " + value);
    }
  }

  static Stream<Arguments> badInputs() {
    BufferedImage indexed = TestImages.twoHalves(48, 32, BufferedImage.TYPE_BYTE_INDEXED);
    byte[] gif = TestImages.encode(indexed, "gif");
    byte[] bmp = TestImages.encode(HALVES, "bmp");
    byte[] webP = TestImages.resource("lossy.webp");
    byte[] cmyk = TestImages.resource("cmyk.jpg");
    return Stream.of(
        Arguments.of(new byte[0], "empty file \\(0 bytes\\)"),
        Arguments.of(
            "hello world".getBytes(StandardCharsets.UTF_8),
            "not an image: text \\(starts with 'hello wo'\\)"),
        Arguments.of(new byte[] {1, 2}, "not an image \\(starts with '\\\\x01\\\\x02'\\)"),
        Arguments.of(
            "BM is a name".getBytes(StandardCharsets.UTF_8),
            "not an image: text \\(starts with 'BM is a '\\)"),
        Arguments.of(new byte[] {-1, -40, -1}, "truncated JPEG"),
        Arguments.of(new byte[] {-1, -40, -1, -39}, "JPEG without picture data"),
        Arguments.of(Arrays.copyOf(cmyk, cmyk.length - 20), "truncated JPEG"),
        Arguments.of(withBytes(JPEG, 4, 0, 1), "corrupt JPEG: segment of 1 bytes"),
        Arguments.of(jpegOfSize(20000, 20000), "20000 x 20000 pixels, above .* 50000000"),
        Arguments.of(jpegOfSize(0, 20), "0 x 20 pixels: nothing to see"),
        Arguments.of(Arrays.copyOf(PNG, PNG.length / 2), "truncated PNG"),
        Arguments.of(Arrays.copyOf(PNG, 8), "truncated PNG"),
        Arguments.of(withBytes(PNG, 60, 77, 77), "corrupt PNG: chunk IDAT fails its checksum"),
        Arguments.of(pngOfSize(100_000, 100_000), "100000 x 100000 pixels, above .* 50000000"),
        Arguments.of(Arrays.copyOf(gif, 10), "(truncated|corrupt) GIF.*"),
        Arguments.of(Arrays.copyOf(gif, gif.length * 9 / 10), "(truncated|corrupt) GIF.*"),
        Arguments.of(Arrays.copyOf(bmp, bmp.length / 2), "truncated BMP"),
        Arguments.of(Arrays.copyOf(webP, webP.length - 1), "truncated WebP"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badInputs")
  void rejectsWithAReason(byte[] bytes, String reason) {
    String actual = reason(bytes);
    assertTrue(actual.matches(reason), actual);
  }

  @Test
  void decodesAfterRejecting() throws Exception {
    byte[] expected = DECODER.decode(JPEG).rgb();
    reason(Arrays.copyOf(JPEG, JPEG.length / 2));
    assertArrayEquals(expected, DECODER.decode(JPEG).rgb());
  }

  @Test
  void noPictureIsDecodedWithTheTablesOfTheOneBefore() throws Exception {
    byte[] unlike = OddPictures.all().get("JPEG, no quantisation tables").bytes();
    DECODER.decode(JPEG);
    assertEquals("corrupt JPEG: no quantisation table 0", reason(unlike));
  }

  @Test
  void holdsItsOwnPixelLimit() throws Exception {
    try (ImageDecoder small = new ImageDecoder(48 * 32 - 1)) {
      assertEquals("48 x 32 pixels, above the limit of 1535", reason(small, JPEG));
      assertEquals("48 x 32 pixels, above the limit of 1535", reason(small, PNG));
    }
  }

  private static void fill(WritableRaster raster, int sample) {
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.setSample(x, y, 0, sample);
      }
    }
  }

  private static void assertColour(DecodedImage image, int x, int y, int rgb, int tolerance) {
    for (int c = 0; c < 3; c++) {
      int expected = rgb >> 16 - 8 * c & 0xff;
      assertEquals(expected, image.sample(x, y, c), tolerance, "channel " + c);
    }
  }

  private static String reason(byte[] bytes) {
    return reason(DECODER, bytes);
  }

  private static String reason(ImageDecoder decoder, byte[] bytes) {
    try {
      DecodedImage image = decoder.decode(bytes);
      return "decoded " + image.width() + " x " + image.height();
    } catch (ImageRejectedException e) {
      return e.getMessage();
    }
  }

  private static byte[] withBytes(byte[] bytes, int at, int... values) {
    byte[] changed = bytes.clone();
    for (int i = 0; i < values.length; i++) {
      changed[at + i] = (byte) values[i];
    }
    return changed;
  }

  private static byte[] jpegOfSize(int width, int height) {
    int frame = 2;
    while ((JPEG[frame + 1] & 0xff) != 0xc0) {
      frame += 2 + ByteReader.unsigned16(JPEG, frame + 2);
    }
    return withBytes(JPEG, frame + 5, height >> 8, height, width >> 8, width);
  }

  private static byte[] pngOfSize(int width, int height) {
    byte[] png =
        withBytes(
            PNG,
            16,
            width >> 24,
            width >> 16,
            width >> 8,
            width,
            height >> 24,
            height >> 16,
            height >> 8,
            height);
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    int crc = (int) sum.getValue();
    return withBytes(png, 29, crc >> 24, crc >> 16, crc >> 8, crc);
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = {
      -1,
      -31,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.write(exif, 0, exif.length);
    bytes.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }
}
