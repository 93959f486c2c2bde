package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.data.DatasetManifest.SplitSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UT-Zap50K's layout with 252 sound pictures and whatever is odd in the real one. */
class ZapposCorpusTest {
  private static final String SQUARE = "ut-zap50k-images-square/";
  private static final String ORIGINAL = "ut-zap50k-images/";
  private static final String ALL_IN_TRAIN =
      "data.split-fractions={ train = 1, validation = 0, test = 0 }";
  private static final List<String> CATEGORIES = List.of("Shoes", "Boots", "Sandals", "Slippers");
  private static final List<String> SUB_CATEGORIES =
      List.of("Sneakers and Athletic Shoes", "Mid-Calf", "Flat", "Slipper Flats");
  private static final List<String> GENDERS = List.of("Men", "Women", "Boys;Girls", "");
  private static final List<String> MATERIALS = List.of("Suede;Leather", "Leather", "");
  private static final List<String> HEIGHTS =
      List.of(
          "1in - 1 3/4in",
          "2in - 2 3/4in",
          "3in - 3 3/4in",
          "4in - 4 3/4in",
          "5in & over",
          "Flat",
          "Under 1in",
          "",
          "High heel");

  /** Five brands of 48 pictures each, as their folders spell them. */
  private static final List<List<String>> BRAND_FOLDERS =
      List.of(
          List.of("Neil M%2E", "Neil M", "Neil M."),
          List.of("Levi's&#174; Kids", "Levi's Kids", "Levi%27s%20Kids"),
          List.of("B [x] {1} & Co", "B [x] {1} %26 Co", "B %5Bx%5D {1} &amp; Co"),
          List.of("Caf%C3%A9 100%", "Café 100%", "Caf%E9 100%"),
          List.of("L.A.M.B.", "L.A.M.B", "L.A.M.B. "));

  @TempDir static Path temporary;

  private static Prepared prepared;

  @BeforeAll
  static void prepare() throws IOException {
    TestCorpus corpus = new TestCorpus(temporary.resolve("corpus"));
    List<String> rows = new ArrayList<>();
    rows.add("\uFEFFCID,Category,SubCategory,HeelHeight,Insole,Closure,Gender,Material,ToeStyle");
    for (int i = 0; i < 252; i++) {
      corpus.jpeg(SQUARE + path(i), i * 9973).jpeg(ORIGINAL + path(i), i * 9973 + 1);
      rows.add(cid(i) + "," + cells(i));
    }
    addOddNames(corpus, rows);
    addRejects(corpus, rows);
    corpus.text("ut-zap50k-data/meta-data.csv", String.join("\r\n", rows) + "\r\n");
    prepared =
        Prepared.of(
            "zappos50k.conf",
            corpus.folder(),
            temporary.resolve("dataset"),
            ALL_IN_TRAIN,
            "data.rejects-limit=0.2");
  }

  private static String cid(int i) {
    return (7_000_000 + i) + "-" + (i + 1);
  }

  private static String path(int i) {
    List<String> folders = i < 240 ? BRAND_FOLDERS.get(i % 5) : List.of("Rare");
    return CATEGORIES.get(i % 4)
        + "/"
        + SUB_CATEGORIES.get(i % 4)
        + "/"
        + folders.get(i / 5 % folders.size())
        + "/"
        + cid(i).replace('-', '.')
        + ".jpg";
  }

  private static String cells(int i) {
    return String.join(
        ",",
        CATEGORIES.get(i % 4),
        SUB_CATEGORIES.get(i % 4),
        HEIGHTS.get(i % 9),
        "",
        i % 2 == 0 ? "Lace up" : "\"Elastic, Gore;Slip-On\"",
        GENDERS.get(i / 4 % 4),
        MATERIALS.get(i % 3),
        "");
  }

  /** Four more pictures that are sound, with names that real corpora have. */
  private static void addOddNames(TestCorpus corpus, List<String> rows) throws IOException {
    String folder = SQUARE + "Boots/Ankle/Neil M%2E/";
    corpus
        .jpeg(folder + "8000001.1.JPG", 11)
        .jpeg(folder + "8000002.1.jpeg", 12)
        .file(folder + "8000003.1.png", TestCorpus.encoded("png", 13))
        .jpeg(folder + "8000004%2E1.jpg", 14)
        .text(SQUARE + "Thumbs.db", "no picture")
        .text(folder + ".DS_Store", "no picture")
        .text(SQUARE + "__MACOSX/Boots/._8000001.1.jpg", "no picture");
    for (int i = 1; i <= 4; i++) {
      rows.add("800000" + i + "-1,Boots,Ankle,Flat,,Lace up,Men,Leather,");
    }
  }

  private static void addRejects(TestCorpus corpus, List<String> rows) throws IOException {
    byte[] jpeg = TestCorpus.encoded("jpg", 99);
    String folder = SQUARE + "Shoes/Oxfords/Neil M/";
    corpus
        .jpeg(folder + "9000001.1.jpg", 1)
        .jpeg(SQUARE + "9000002.1.jpg", 2)
        .text(folder + "notes.txt", "no picture")
        .jpeg(SQUARE + "Slippers/~/x/" + cid(4).replace('-', '.') + ".jpg", 3)
        .jpeg(SQUARE + "Slippers/~/y/" + cid(4).replace('-', '.') + ".jpg", 4)
        .file(folder + "9000005.1.jpg", new byte[0])
        .file(folder + "9000006.1.jpg", Arrays.copyOf(jpeg, jpeg.length / 2))
        .text(folder + "9000007.1.jpg", "<html>404</html>")
        .jpeg(folder + "9000009", 5);
    for (int product : List.of(9_000_003, 9_000_005, 9_000_006, 9_000_007, 9_000_009)) {
      rows.add(product + "-1,Shoes,Oxfords,Flat,,Lace up,Men,Leather,");
    }
    rows.add(cid(8) + ",Sandals,Heel,Flat,,Zipper,Women,Canvas,");
    rows.add(",Sandals,Heel,Flat,,Zipper,Women,Canvas,");
  }

  @Test
  void everyRejectHasItsReason() throws IOException {
    String folder = SQUARE + "Shoes/Oxfords/Neil M/";
    String second = "another picture of this CID (the first is " + SQUARE + path(4) + ")";
    assertEquals(
        List.of(
                " |  | row 263 of meta-data.csv has no CID",
                "9000003.1.jpg | 9000003-1 | no picture of this row in ut-zap50k-images-square",
                "9000009.1.jpg | 9000009-1 | no picture of this row in ut-zap50k-images-square",
                SQUARE + "9000002.1.jpg | 9000002-1 | no row in meta-data.csv",
                SQUARE
                    + path(8)
                    + " | "
                    + cid(8)
                    + " | the CID stands in meta-data.csv before"
                    + " (the first row counts)",
                folder + "9000001.1.jpg | 9000001-1 | no row in meta-data.csv",
                folder + "9000005.1.jpg | 9000005-1 | the file is empty",
                folder + "9000006.1.jpg | 9000006-1 | truncated JPEG",
                folder + "9000007.1.jpg | 9000007-1 | not an image: an HTML page",
                folder + "9000009 | 9000009 | no row in meta-data.csv",
                folder + "notes.txt | notes | no row in meta-data.csv",
                SQUARE + "Slippers/~/x/7000004.5.jpg | 7000004-5 | " + second,
                SQUARE + "Slippers/~/y/7000004.5.jpg | 7000004-5 | " + second)
            .stream()
            .sorted()
            .toList(),
        prepared.rejects().stream().filter(line -> !line.contains("kept without it")).toList());
    assertEquals(13, prepared.manifest().rejected());
  }

  @Test
  void aHeightThatIsNoneIsMissingAndListed() throws IOException {
    List<String> lines =
        prepared.rejects().stream().filter(line -> line.contains("kept without it")).toList();
    assertEquals(28, lines.size());
    assertTrue(
        lines.get(0).endsWith("label heel: 'High heel' is no number (picture kept without it)"),
        lines.get(0));
    assertEquals(28, prepared.summary().rejectedLabels());
    assertEquals(56, prepared.split("train").missing().get("heel"));
  }

  @Test
  void countsAreExact() {
    SplitSummary train = prepared.split("train");
    assertEquals(256, train.pictures());
    assertEquals(
        Map.of("Shoes", 63L, "Boots", 67L, "Sandals", 63L, "Slippers", 63L),
        train.counts().get("category"));
    assertEquals(
        Map.of(
            "Sneakers and Athletic Shoes",
            63L,
            "Mid-Calf",
            63L,
            "Flat",
            63L,
            "Slipper Flats",
            63L,
            "Ankle",
            4L),
        train.counts().get("sub-category"));
    assertEquals(
        Map.of("Lace up", 130L, "Elastic, Gore;Slip-On", 126L), train.counts().get("closure"));
    assertEquals(Map.of("Men", 68L, "Women", 64L, "Boys;Girls", 64L), train.counts().get("gender"));
    assertEquals(60, train.missing().get("gender"));
    assertEquals(Map.of("Leather", 172L, "Suede", 84L), train.counts().get("material"));
    assertEquals(84, train.missing().get("material"));
    assertEquals(28, train.missing().get("heel-height"));
    assertEquals(32, train.counts().get("heel-height").get("Flat"));
    assertEquals(28, train.counts().get("heel-height").get("High heel"));
  }

  @Test
  void aBrandHasOneNameHoweverItsFoldersSpellIt() {
    SplitSummary train = prepared.split("train");
    assertEquals(
        Map.of(
            "Neil M",
            52L,
            "Levi's Kids",
            48L,
            "B [x] {1} & Co",
            48L,
            "Café 100%",
            48L,
            "L.A.M.B",
            48L),
        train.counts().get("brand"));
    // "Rare" has 12 pictures, below the configuration's minimum-count.
    assertEquals(12, train.missing().get("brand"));
  }

  @Test
  void aSampleHasItsRowsLabels() throws IOException {
    Map<String, Row> samples = prepared.samples();
    Row sample = samples.get(cid(3));
    assertEquals("Slippers", sample.getAs("category"));
    assertEquals("4in - 4 3/4in", sample.getAs("heel-height"));
    assertEquals(4.375, sample.<Double>getAs("heel"));
    assertEquals(List.of("Leather", "Suede"), sample.getList(sample.fieldIndex("material")));
    assertEquals("Café 100%", sample.getAs("brand"));
    // The first of two rows counts.
    assertEquals("Shoes", samples.get(cid(8)).getAs("category"));
    assertEquals("Neil M", samples.get("8000004-1").getAs("brand"));
  }

  @Test
  void oneSettingTakesTheOriginalPictures() throws IOException {
    Prepared original =
        Prepared.of(
            "zappos50k.conf",
            temporary.resolve("corpus"),
            temporary.resolve("original"),
            ALL_IN_TRAIN,
            "data.rejects-limit=0.2",
            "data.zappos50k.images=\"//ut-zap50k-images/\"");
    assertEquals(252, original.summary().pictures());
    assertEquals(11, original.manifest().rejected());
    SplitSummary train = original.split("train");
    assertEquals(48, train.counts().get("brand").get("Levi's Kids"));
    assertTrue(original.rejects().get(1).endsWith("no picture of this row in ut-zap50k-images"));
  }
}
