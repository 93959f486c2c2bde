package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Zappos50kImporterTest {
  private static final String PICTURES = "ut-zap50k-images-square/";

  @TempDir Path temporary;

  @Test
  void joinsPicturesAndRows() throws IOException {
    TestCorpus corpus = new TestCorpus(temporary.resolve("corpus"));
    corpus
        .jpeg(PICTURES + "Boots/Ankle/J. Shoes./7000001.1.jpg", 1)
        .jpeg(PICTURES + "Boots/Mid-Calf/B [x] & Co/7000002.22.jpg", 2)
        .jpeg(PICTURES + "Shoes/Flats/Caf%C3%A9 100%/7000003.3.JPG", 3)
        .jpeg(PICTURES + "Shoes/Flats/Orphan/7000009.9.jpg", 4)
        .text(PICTURES + "Shoes/Thumbs.db", "none")
        .text(
            "ut-zap50k-data/meta-data.csv",
            "CID,Category,SubCategory,HeelHeight,Insole,Closure,Gender,Material,ToeStyle\n"
                + "7000001-1,Boots,Ankle,1in - 1 3/4in,,Zipper,Women,Suede;Leather,\n"
                + "7000002-22,Boots,Mid-Calf,High heel,,,Men,,\n"
                + "7000003-3,Shoes,Flats,Flat,,Lace up,Women,Canvas,\n"
                + "7000004-4,Shoes,Flats,Flat,,Lace up,Women,Canvas,\n");
    Path dataset = temporary.resolve("dataset");
    PrepareSummary summary =
        Preparation.run(
            LocalSpark.session(),
            corpus.data(
                "data.layout=zappos50k",
                "data.rejects-limit=0.5",
                "data.labels=[{ name = category, column = Category },"
                    + " { name = material, column = Material, kind = multi-valued },"
                    + " { name = heel, column = HeelHeight, kind = continuous },"
                    + " { name = heel-height, column = HeelHeight },"
                    + " { name = brand, column = Brand }]"),
            1,
            dataset.toString());

    Map<String, Row> samples = new TreeMap<>();
    PreparedDataset.open(LocalSpark.session(), dataset.toString())
        .samples()
        .collectAsList()
        .forEach(row -> samples.put(row.getString(0), row));
    assertEquals(List.of("7000001-1", "7000002-22", "7000003-3"), List.copyOf(samples.keySet()));
    Row first = samples.get("7000001-1");
    assertEquals("Boots", first.getString(3));
    assertEquals(List.of("Leather", "Suede"), first.getList(4));
    assertEquals(1.375, first.getDouble(5));
    assertEquals("J. Shoes", first.getString(7));
    assertTrue(samples.get("7000002-22").isNullAt(5));
    assertEquals("High heel", samples.get("7000002-22").getString(6));
    assertEquals("B [x] & Co", samples.get("7000002-22").getString(7));
    assertEquals("Café 100%", samples.get("7000003-3").getString(7));
    assertEquals(2, summary.manifest().rejected());
    assertEquals(
        List.of(
            "{\"image\":\"7000004.4.jpg\",\"id\":\"7000004-4\","
                + "\"reason\":\"no picture of this row in ut-zap50k-images-square\"}",
            "{\"image\":\"ut-zap50k-images-square/Boots/Mid-Calf/B [x] & Co/7000002.22.jpg\","
                + "\"id\":\"7000002-22\",\"reason\":\"label heel: 'High heel' is no number"
                + " (picture kept without it)\"}",
            "{\"image\":\"ut-zap50k-images-square/Shoes/Flats/Caf%C3%A9 100%/7000003.3.JPG\","
                + "\"id\":\"7000003-3\",\"reason\":\"the same picture as 7000002-22"
                + " (picture kept)\"}",
            "{\"image\":\"ut-zap50k-images-square/Shoes/Flats/Orphan/7000009.9.jpg\","
                + "\"id\":\"7000009-9\",\"reason\":\"no row in meta-data.csv\"}"),
        Files.readAllLines(dataset.resolve("rejects.jsonl")));
  }

  @ParameterizedTest
  @CsvSource({
    "1in - 1 3/4in, 1.375",
    "2in - 2 3/4in, 2.375",
    "Flat, 0",
    "Under 1in, 0.5",
    "5in & over, 5",
    "4in & up, 4",
    "3/4in, 0.75",
    "Flat;1in - 1 3/4in, 0.6875",
  })
  void heelHeightsInInches(String text, double inches) {
    assertEquals(inches, Double.valueOf(HeelHeight.cell(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"High heel", "1/0in", "in", "Flat;High heel", "1in - ", ""})
  void otherTextsStayAsTheyAre(String text) {
    assertEquals(text, HeelHeight.cell(text));
  }

  @ParameterizedTest
  @CsvSource({
    "Neil M%2E, Neil M",
    "L.A.M.B., L.A.M.B",
    "Dr. Martens., Dr. Martens",
    "Levi's&#174; Kids, Levi's Kids",
    "Levi's\u00ae Kids, Levi's Kids",
    "Stride %26 Rite, Stride & Rite",
    "Stride &amp; Rite, Stride & Rite",
    "Caf%C3%A9, Caf\u00e9",
    "Caf%E9, Caf\u00e9",
    "Cafe\u0301, Caf\u00e9",
    "100%, 100%",
    "100%25, 100%",
    "A%20B, A B",
    "'A  B ', A B"
  })
  void brandsOfFolders(String folder, String brand) {
    assertEquals(brand, BrandName.of(folder));
  }
}
