package io.mscon.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.data.DatasetManifest;
import io.mscon.image.demo.DemoCorpus;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.prepare.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the queries of docs/data.md as they stand there, on a dataset of drawn shoes. */
class DocumentedQueriesTest {
  private static final int PICTURES = 48;
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @TempDir static Path folder;
  private static DatasetManifest manifest;

  /** One list of rows for each SELECT. */
  private static final List<List<Row>> RESULTS = new ArrayList<>();

  @BeforeAll
  static void runThem() throws IOException {
    SparkSession spark = LocalSpark.session();
    DemoCorpus.write(folder.resolve("corpus"), 5, PICTURES);
    Path dataset = folder.resolve("dataset");
    Configuration configuration = configuration();
    Preparation.run(spark, configuration.data(), configuration.seed(), dataset.toString());
    manifest = PreparedDataset.open(spark, dataset.toString()).manifest();
    for (String statement : statements(dataset)) {
      List<Row> rows = spark.sql(statement).collectAsList();
      if (statement.startsWith("SELECT")) {
        RESULTS.add(rows);
      }
    }
    spark.catalog().dropTempView("shoes");
  }

  private static Configuration configuration() throws IOException {
    return ConfigurationReader.read(
        Files.readString(Path.of("..", "conf", "zappos50k.conf")),
        "zappos50k.conf",
        List.of("data.source=\"" + folder.resolve("corpus") + "\""));
  }

  private static List<String> statements(Path dataset) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "data.md")));
    assertTrue(block.find(), "docs/data.md has no block of SQL");
    String sql = block.group(1);
    assertTrue(sql.contains("data/zappos50k/samples"), sql);
    String here = sql.replace("data/zappos50k/samples", dataset.resolve("samples").toString());
    return List.of(here.replaceAll("(?m)^--.*\n", "").split(";")).stream()
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  @Test
  void categoriesAreThoseOfTheManifest() {
    for (Row row : RESULTS.get(0)) {
      for (String split : manifest.splits().keySet()) {
        long expected =
            manifest
                .splits()
                .get(split)
                .counts()
                .get("category")
                .getOrDefault(row.getString(0), 0L);
        assertEquals(expected, row.<Long>getAs(split), row.toString());
      }
    }
    assertEquals(
        manifest.label("category").orElseThrow().vocabulary(),
        RESULTS.get(0).stream().map(row -> row.getString(0)).toList());
  }

  @Test
  void setsAreArrays() {
    Map<String, Long> expected = new TreeMap<>();
    manifest
        .splits()
        .values()
        .forEach(
            split ->
                split
                    .counts()
                    .get("material")
                    .forEach((value, count) -> expected.merge(value, count, Long::sum)));
    Map<String, Long> found = new TreeMap<>();
    RESULTS.get(1).forEach(row -> found.put(row.getString(0), row.getLong(1)));
    assertEquals(expected, found);
  }

  @Test
  void numbersAreNumbers() {
    assertFalse(RESULTS.get(2).isEmpty());
    for (Row row : RESULTS.get(2)) {
      double inches = row.getDouble(1);
      assertTrue(inches >= 0 && inches < 6, row.toString());
    }
  }

  @Test
  void picturesAreFilesOfTheCorpus() {
    assertEquals(3, RESULTS.get(3).size());
    for (Row row : RESULTS.get(3)) {
      assertTrue(row.getInt(1) > 500, row.toString());
      assertEquals("FFD8", row.getString(2));
    }
  }
}
