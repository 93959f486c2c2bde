package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MEDIC's layout with 300 rows and whatever is odd in the real one. */
class MedicCorpusTest {
  private static final String HEADER =
      "image_id\tevent_name\timage_path\tdamage_severity\tinformative\thumanitarian"
          + "\tdisaster_types\n";
  private static final List<String> DAMAGES = List.of("little_or_none", "mild", "severe", "");
  private static final List<String> INFORMATIVE = List.of("informative", "not_informative");
  private static final List<String> HUMANITARIAN =
      List.of(
          "affected_injured_or_dead_people",
          "infrastructure_and_utility_damage",
          "not_humanitarian",
          "rescue_volunteering_or_donation_effort",
          "");
  private static final List<String> DISASTERS =
      List.of(
          "earthquake",
          "fire",
          "flood",
          "hurricane",
          "landslide",
          "not_disaster",
          "other_disaster");

  @TempDir static Path temporary;

  private static Prepared prepared;

  @BeforeAll
  static void prepare() throws IOException {
    TestCorpus corpus = new TestCorpus(temporary.resolve("corpus"));
    write(corpus, "data/");
    prepared =
        Prepared.of(
            "medic.conf", corpus.folder(), temporary.resolve("dataset"), "data.rejects-limit=0.2");
  }

  private static void write(TestCorpus corpus, String tables) throws IOException {
    for (int i = 0; i < 300; i++) {
      corpus.file(path(i), picture(i));
    }
    corpus
        .text(tables + "MEDIC_train.tsv", HEADER + rows(0, 200) + rejects(corpus))
        .text(tables + "MEDIC_dev.tsv", HEADER + rows(200, 240) + row(path(200)))
        .text(tables + "MEDIC_test.tsv", HEADER + rows(240, 300) + row(path(210)));
  }

  private static String path(int i) {
    String odd = i % 10 == 7 ? " (1) [ñ] 100%20&'" : "";
    return i % 2 == 0
        ? "data/ASONAM17_Damage_Image_Dataset/nepal_eq/nepal_eq_mild_im_" + i + odd + ".jpg"
        : "data/crisismmd/data_image/hurricane_maria/21_9_2017/91" + i + "_0" + odd + ".jpg";
  }

  private static String rows(int begin, int end) {
    StringBuilder rows = new StringBuilder();
    for (int i = begin; i < end; i++) {
      // image_id is the same for a whole source, as in the real tables.
      rows.append(
          i % 2 == 0 ? "ASONAM2017\tnepal_eq_mild_im_" + i + ".jpg" : "91" + i + "_0\tmaria");
      rows.append('\t').append(path(i)).append('\t').append(DAMAGES.get(i % 4));
      rows.append('\t').append(INFORMATIVE.get(i % 2)).append('\t').append(HUMANITARIAN.get(i % 5));
      rows.append('\t').append(DISASTERS.get(i % 7)).append('\n');
    }
    return rows.toString();
  }

  private static String row(String path) {
    return "0\tevent\t" + path + "\tmild\tinformative\tnot_humanitarian\tfire\n";
  }

  /** JPEG, PNG, animated GIF and WebP of many sizes, all under the name of a JPEG. */
  private static byte[] picture(int i) throws IOException {
    BufferedImage image = new BufferedImage(16 + i % 90, 16 + i % 70, BufferedImage.TYPE_INT_RGB);
    image.setRGB(i % 16, i / 16 % 16, i * 9973 | 0x808080);
    return switch (i % 30) {
      case 4, 5 -> encoded(image, "png");
      case 9 -> animatedGif(image);
      case 29 -> webP(i);
      default -> encoded(image, "jpg");
    };
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] animatedGif(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(image, null, null), null);
      writer.writeToSequence(new IIOImage(image, null, null), null);
      writer.endWriteSequence();
    }
    return bytes.toByteArray();
  }

  /** A lossless WebP of two shades; the byte after its end makes it a file of its own. */
  private static byte[] webP(int i) {
    String text = "UklGRiQAAABXRUJQVlA4TBcAAAAvBQABADgQcAEL1v8CAAABAAAAAAAAAAA=";
    byte[] bytes = Base64.getDecoder().decode(text);
    byte[] file = Arrays.copyOf(bytes, bytes.length + 1);
    file[bytes.length] = (byte) i;
    return file;
  }

  private static String rejects(TestCorpus corpus) throws IOException {
    byte[] jpeg = TestCorpus.encoded("jpg", 99);
    byte[] png = TestCorpus.encoded("png", 99);
    corpus
        .file("data/x/empty.jpg", new byte[0])
        .file("data/x/half.jpg", Arrays.copyOf(jpeg, jpeg.length / 2))
        .file("data/x/half.png.jpg", Arrays.copyOf(png, png.length / 2))
        .text("data/x/page.jpg", "<!DOCTYPE html>")
        .text("data/x/album.jpg/readme.txt", "");
    return row("data/x/empty.jpg")
        + row("data/x/half.jpg")
        + row("data/x/half.png.jpg")
        + row("data/x/page.jpg")
        + row("data/x/album.jpg")
        + row("data/x/gone.jpg")
        + row("../secret.jpg")
        + row("/etc/passwd")
        + row("");
  }

  @Test
  void everyRejectHasItsReason() throws IOException {
    assertEquals(
        List.of(
            " |  | no id",
            "../secret.jpg | ../secret.jpg | the path leaves the corpus",
            "/etc/passwd | /etc/passwd | the path is absolute (must be below data.source)",
            path(200) + " | " + path(200) + " | id " + path(200) + " stands twice",
            path(210) + " | " + path(210) + " | id " + path(210) + " stands twice",
            "data/x/album.jpg | data/x/album.jpg | is a folder",
            "data/x/empty.jpg | data/x/empty.jpg | the file is empty",
            "data/x/gone.jpg | data/x/gone.jpg | no such file",
            "data/x/half.jpg | data/x/half.jpg | truncated JPEG",
            "data/x/half.png.jpg | data/x/half.png.jpg | truncated PNG",
            "data/x/page.jpg | data/x/page.jpg | not an image: an HTML page"),
        prepared.rejects());
    assertEquals(11, prepared.manifest().rejected());
  }

  @Test
  void countsAreExactPerSplit() {
    assertEquals(200, prepared.split("train").pictures());
    assertEquals(40, prepared.split("validation").pictures());
    assertEquals(60, prepared.split("test").pictures());
    assertEquals(
        Map.of("little_or_none", 50L, "mild", 50L, "severe", 50L),
        prepared.split("train").counts().get("damage-severity"));
    assertEquals(50, prepared.split("train").missing().get("damage-severity"));
    assertEquals(
        Map.of("informative", 20L, "not_informative", 20L),
        prepared.split("validation").counts().get("informative"));
    assertEquals(0, prepared.split("validation").missing().get("informative"));
    assertEquals(12, prepared.split("test").missing().get("humanitarian"));
    assertEquals(
        Map.of(
            "earthquake",
            8L,
            "fire",
            8L,
            "flood",
            9L,
            "hurricane",
            9L,
            "landslide",
            9L,
            "not_disaster",
            9L,
            "other_disaster",
            8L),
        prepared.split("test").counts().get("disaster-types"));
  }

  @Test
  void aSampleHasItsRowsLabels() throws IOException {
    Map<String, Row> samples = prepared.samples();
    assertEquals(300, samples.size());
    Row sample = samples.get(path(7));
    assertEquals("train", sample.getAs("split"));
    assertTrue(sample.isNullAt(sample.fieldIndex("damage-severity")));
    assertEquals("not_informative", sample.getAs("informative"));
    assertEquals("not_humanitarian", sample.getAs("humanitarian"));
    assertEquals("earthquake", sample.getAs("disaster-types"));
    // The table of the training split has it too; the first table by name counts.
    assertEquals("validation", samples.get(path(210)).getAs("split"));
  }

  @Test
  void tablesMayStandBesideTheData() throws IOException {
    TestCorpus corpus = new TestCorpus(temporary.resolve("unpacked"));
    write(corpus, "");
    Prepared beside =
        Prepared.of(
            "medic.conf", corpus.folder(), temporary.resolve("beside"), "data.rejects-limit=0.2");
    assertEquals(prepared.manifest().contentHash(), beside.manifest().contentHash());
  }

  @Test
  void withoutTablesItSaysWhichToSet() throws IOException {
    List<String> problems = new ArrayList<>();
    ConfigurationException thrown =
        Assertions.assertThrows(
            ConfigurationException.class,
            () -> Prepared.of("medic.conf", temporary, temporary.resolve("none")));
    problems.addAll(thrown.problems());
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).endsWith("MEDIC_{train,dev,test}.tsv (set data.table.file)"));
  }
}
