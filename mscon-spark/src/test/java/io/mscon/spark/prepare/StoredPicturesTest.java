package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.image.DecodedImage;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of 24 x 20 pixels, as they are and written anew. */
class StoredPicturesTest {
  private static final String RE_ENCODED = "data.pictures.stored=re-encoded";
  private static final String SMALL = "data.pictures.size=10";

  @TempDir Path temporary;
  private TestCorpus corpus;
  private Path dataset;

  @BeforeEach
  void draw() throws IOException {
    corpus = new TestCorpus(temporary.resolve("corpus")).sound(4);
    byte[] upright = TestCorpus.encoded("jpg", 0xff8000);
    corpus.file("images/0.jpg", turned(upright));
    dataset = temporary.resolve("dataset");
  }

  /** With Exif's orientation 6: to be turned by 90 degrees to be upright. */
  private static byte[] turned(byte[] jpeg) {
    byte[] tag = {
      'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0
    };
    byte[] signature = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.writeBytes(
        new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (2 + signature.length + tag.length)});
    bytes.writeBytes(signature);
    bytes.writeBytes(tag);
    bytes.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  @Test
  void theShorterSideIsAsLongAsAskedAndThePictureUpright() throws IOException {
    PrepareSummary summary = Stops.prepare(corpus.data(RE_ENCODED, SMALL), dataset);
    assertEquals("re-encoded, shorter side at most 10, PNG", summary.manifest().pictures());
    Map<String, byte[]> pictures = pictures();
    DecodedImage turned = decoded(pictures.get("p00"));
    assertEquals("10 x 12", turned.width() + " x " + turned.height());
    DecodedImage plain = decoded(pictures.get("p01"));
    assertEquals("12 x 10", plain.width() + " x " + plain.height());
    assertEquals('P', pictures.get("p01")[1]);
  }

  @Test
  void smallPicturesAreNotEnlargedAndPngLosesNothing() throws IOException {
    Stops.prepare(corpus.data(RE_ENCODED), dataset);
    byte[] file = Files.readAllBytes(corpus.folder().resolve("images/0.jpg"));
    byte[] stored = pictures().get("p00");
    assertEquals(20, decoded(stored).width());
    assertArrayEquals(decoded(file).rgb(), decoded(stored).rgb());
  }

  @Test
  void jpegsAreSmallerWithLessQuality() throws IOException {
    Stops.prepare(corpus.data(RE_ENCODED, "data.pictures.format=jpeg"), dataset);
    byte[] good = pictures().get("p01");
    assertEquals((byte) 0xd8, good[1]);
    Stops.prepare(
        corpus.data(RE_ENCODED, "data.pictures.format=jpeg", "data.pictures.quality=0.1"), dataset);
    assertTrue(pictures().get("p01").length < good.length);
  }

  @Test
  void theChoiceMakesAnotherDatasetAndTheSameChoiceTheSame() throws IOException {
    PrepareSummary plain = Stops.prepare(corpus.data(), dataset);
    assertEquals("as they are", plain.manifest().pictures());
    assertArrayEquals(
        Files.readAllBytes(corpus.folder().resolve("images/1.jpg")), pictures().get("p01"));

    PrepareSummary small = Stops.prepare(corpus.data(RE_ENCODED, SMALL), dataset);
    assertFalse(small.unchanged());
    assertEquals(0, small.decoded());
    assertNotEquals(plain.manifest().contentHash(), small.manifest().contentHash());
    Map<String, String> content = Stops.content(dataset);
    assertTrue(Stops.prepare(corpus.data(RE_ENCODED, SMALL), dataset).unchanged());

    Path elsewhere = temporary.resolve("elsewhere");
    Stops.prepare(corpus.data(RE_ENCODED, SMALL), elsewhere);
    assertEquals(content, Stops.content(elsewhere));
    PrepareSummary back = Stops.prepare(corpus.data(), dataset);
    assertEquals(plain.manifest().contentHash(), back.manifest().contentHash());
  }

  @Test
  void whatTheEncoderSeesDecidesOnlyWherePicturesAreReEncoded() throws IOException {
    Stops.prepare(corpus.data(), dataset);
    assertTrue(Stops.prepare(corpus.data("image.size=16"), dataset).unchanged());
    Stops.prepare(corpus.data(RE_ENCODED), dataset);
    assertFalse(Stops.prepare(corpus.data(RE_ENCODED, "image.size=16"), dataset).unchanged());
    assertEquals(16, decoded(pictures().get("p00")).width());
  }

  private Map<String, byte[]> pictures() throws IOException {
    Map<String, byte[]> pictures = new TreeMap<>();
    for (Row row :
        PreparedDataset.open(LocalSpark.session(), dataset.toString()).samples().collectAsList()) {
      pictures.put(row.getAs("id"), row.getAs("image"));
    }
    return pictures;
  }

  private static DecodedImage decoded(byte[] bytes) throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return decoder.decode(bytes);
    } catch (ImageRejectedException e) {
      throw new IOException(e);
    }
  }
}
