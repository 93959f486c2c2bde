package io.mscon.eval.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelSchema;
import io.mscon.eval.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets that prepare would hardly make. */
class BareDatasetTest {
  private static final int NAMES = 1_015;

  @TempDir Path folder;

  @Test
  void namesAreNotComparedAndDamagedPicturesAreTold() throws IOException {
    List<Row> rows =
        IntStream.range(0, NAMES)
            .mapToObj(
                i ->
                    RowFactory.create(
                        "id" + i,
                        "train",
                        "no picture".getBytes(StandardCharsets.UTF_8),
                        "name " + i,
                        i % 2 == 0 ? "even" : "odd",
                        i % 4 < 2 ? "low" : "high"))
            .toList();
    DatasetDescription description = describe(rows, List.of("name", "half", "quarter"));

    assertEquals(List.of("name"), description.tooManyValues());
    assertEquals(1, description.associations().size());
    assertEquals(OptionalDouble.of(0), description.strength("half", "quarter"));
    assertEquals(1, description.label("name").orElseThrow().evenness().getAsDouble(), 1e-12);
    assertEquals(24, description.samples().size());
    String page = DescriptionPage.of(description);
    assertEquals(24, page.split("Cannot be decoded: <bdi>", -1).length - 1);
    assertTrue(page.contains("<summary>1,003 more values</summary>"));
    assertTrue(page.contains("3 rarer values are left out here."));
    assertTrue(page.contains("more than 1,000 values: name."));
    assertTrue(DescriptionText.of(description).contains("(1,003 more values)"));
  }

  @Test
  void aDatasetWithoutPicturesIsDescribed() throws IOException {
    DatasetDescription description = describe(List.of(), List.of("name", "half", "quarter"));

    assertEquals(0, description.pictures().total());
    assertTrue(description.samples().isEmpty());
    assertEquals(OptionalDouble.empty(), description.strength("name", "half"));
    String page = DescriptionPage.of(description);
    assertTrue(page.contains("The train split is empty: there is nothing to learn from."));
    assertTrue(page.contains("There is no picture."));
    assertTrue(page.contains("There are no two labels to compare."));
    assertTrue(DescriptionText.of(description).contains("The label half is missing everywhere."));
  }

  @Test
  void aDatasetWithoutLabelsIsDescribed() throws IOException {
    Row row = RowFactory.create("a", "test", new byte[] {1});
    DatasetDescription description = describe(List.of(row), List.of());

    assertEquals(new PerSplit(0, 0, 1), description.pictures());
    // There is no training picture to show.
    assertEquals("a", description.samples().get(0).id());
    assertTrue(DescriptionPage.of(description).contains("The dataset has no labels."));
    assertTrue(DescriptionText.of(description).contains("1 pictures:"));
  }

  private DatasetDescription describe(List<Row> rows, List<String> labels) throws IOException {
    SparkSession spark = LocalSpark.session();
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("split", DataTypes.StringType)
            .add("image", DataTypes.BinaryType);
    for (String label : labels) {
      schema = schema.add(label, DataTypes.StringType);
    }
    Path dataset = folder.resolve("dataset");
    spark
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .parquet(dataset.resolve(PreparedDataset.SAMPLES).toString());
    Files.writeString(dataset.resolve(PreparedDataset.MANIFEST), manifest(labels).toJson());
    Configuration configuration = ConfigurationReader.read("", "", List.of());
    return new DatasetDescriber(configuration, PreparedDataset.open(spark, dataset.toString()))
        .describe();
  }

  private static DatasetManifest manifest(List<String> labels) {
    List<LabelSchema> schemas =
        labels.stream()
            .map(label -> new LabelSchema(label, LabelKind.CATEGORICAL, List.of()))
            .toList();
    return new DatasetManifest(
        DatasetManifest.FORMAT,
        "table",
        "nowhere",
        schemas,
        Map.of(),
        0,
        List.of(),
        "hash",
        "as they are");
  }
}
