package io.mscon.eval.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelCorruption;
import io.mscon.data.LabelSchema;
import io.mscon.eval.LocalSpark;
import io.mscon.eval.probe.FlippedLabels;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.Probes;
import io.mscon.eval.report.Report;
import io.mscon.image.EvaluationTransform;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import io.mscon.image.Normalisation;
import io.mscon.model.EncoderDepth;
import io.mscon.model.Engine;
import io.mscon.model.HeadShape;
import io.mscon.model.InitialWeights;
import io.mscon.model.Network;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Networks;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Stem;
import io.mscon.model.Weights;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.data.PreparedDataset;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingTest {
  private static final NetworkSpec NETWORK =
      new NetworkSpec(
          EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, HeadShape.projections(2, 16, 8));
  private static final List<String> SPLITS = List.of("train", "train", "validation", "test");
  private static final int PICTURES = 60;

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();
  private Storage run;
  private PreparedDataset dataset;
  private Weights weights;

  @BeforeEach
  void prepare() throws IOException {
    run = storage("run");
    run.writeText(RunFiles.CONFIGURATION, configuration().resolved());
    dataset = dataset();
    float[] statistics = InitialWeights.statistics(NETWORK);
    weights = new Weights(InitialWeights.parameters(NETWORK, 5), statistics);
  }

  @Test
  void everySampleIsEmbeddedByTheEncoderAlone() throws IOException {
    TrainedModel.write(run, NETWORK, List.of("a", "b"), List.of("kind", "other"), weights);

    Embedding.run(spark, configuration(), dataset, run);

    List<Row> rows = features();
    assertEquals(PICTURES, rows.size());
    assertArrayEquals(
        new String[] {"id", "split", "kind", "tags", "trained", "random"},
        rows.get(0).schema().fieldNames());
    assertEquals("s07", rows.get(7).getString(0));
    assertEquals("test", rows.get(7).getString(1));
    assertEquals("k1", rows.get(7).getString(2));
    assertEquals(List.of("a", "b"), rows.get(7).getList(3));
    assertArrayEquals(expected(7), floats(rows.get(7), "trained"), 1e-4f);
    assertFalse(
        Arrays.equals(floats(rows.get(7), "random"), floats(rows.get(8), "random")),
        "the random encoder sees no difference");
  }

  @Test
  void partitionsAndRepetitionChangeNoBit() throws IOException {
    TrainedModel.write(run, NETWORK, List.of("a", "b"), List.of("kind", "other"), weights);

    Embedding.run(spark, configuration("train.lanes=2"), dataset, run);
    List<Row> first = features();
    Embedding.run(spark, configuration("train.lanes=8"), dataset, run);

    assertEquals(first, features());
  }

  @Test
  void probesReportAndPredictionsFollow() throws IOException {
    TrainedModel model =
        TrainedModel.write(run, NETWORK, List.of("a", "b"), List.of("kind", "other"), weights);

    ProbeReport report = Probes.run(spark, configuration(), dataset, run);

    assertEquals(report, ProbeReport.read(run));
    assertEquals(model.weightsSha256(), report.weightsSha256());
    assertEquals("hash", report.datasetContentHash());
    assertEquals(1, report.tasks().size());
    assertTrue(report.tasks().get(0).top1() > 0.9, report::toString);
    String text = Report.write(spark, run, dataset.location());
    assertTrue(text.contains("| kind | in "), text);
    assertTrue(run.readText(RunFiles.REPORT_PAGE).contains("<section id=\"map\">"), "page");
    List<Row> predictions =
        spark.read().parquet(RunTables.path(run, RunFiles.PREDICTIONS)).collectAsList();
    assertEquals(PICTURES / 4, predictions.size());
    assertArrayEquals(
        new String[] {"task", "id", "label", "predicted", "rank", "randomEncoder", "majority"},
        predictions.get(0).schema().fieldNames());
  }

  @Test
  void logVariancesAreThoseOfTheLabelsThatWereTrainedOn() throws IOException {
    List<HeadShape> heads = new ArrayList<>(HeadShape.projections(1, 16, 8));
    heads.add(HeadShape.linear(2));
    NetworkSpec network =
        new NetworkSpec(EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, heads);
    float[] parameters = InitialWeights.parameters(network, 5);
    InitialWeights.clearHead(parameters, network, 1);
    // u is the bias over the root of the 64 features: 0 with k0, 2 with k1.
    parameters[parameters.length - 1] = 16;
    Weights known = new Weights(parameters, InitialWeights.statistics(network));
    TrainedModel.write(run, network, List.of("kind"), List.of("kind"), known);
    Configuration noisy =
        configuration("metrics=[{ label = kind, label-noise = 0.4 }]", "loss.weighting=per-sample");

    run.writeText(RunFiles.CONFIGURATION, noisy.resolved());

    // Probing is given nothing of it.
    Probes.run(spark, configuration(), dataset, run);

    FlippedLabels found = FlippedLabels.read(run).get(0);
    double[] sums = new double[2];
    int[] counts = new int[2];
    LabelCorruption corruption = noisy.metrics().get(0).corruption();
    for (int i = 0; i < PICTURES; i++) {
      if (SPLITS.get(i % 4).equals("train")) {
        int kind = i / 4 % 2;
        int flipped = corruption.selects(noisy.seed(), "kind", id(i)) ? 1 : 0;
        counts[flipped]++;
        sums[flipped] += 2 * (flipped == 0 ? kind : 1 - kind);
      }
    }
    assertEquals(PICTURES / 2, found.pictures());
    assertEquals(counts[1], found.flipped());
    assertEquals(sums[1] / counts[1], found.flippedMean(), 1e-12);
    assertEquals(sums[0] / counts[0], found.othersMean(), 1e-12);
    String text = Report.write(spark, run, dataset.location());
    assertTrue(text.contains("| kind        |       30 |"), text);

    run.writeText(RunFiles.CONFIGURATION, configuration().resolved());
    Probes.run(spark, configuration(), dataset, run);

    assertFalse(run.exists(RunFiles.UNCERTAINTY), "it was of another training");
  }

  @Test
  void aRunWithoutAModelIsRefused() {
    IOException e =
        assertThrows(IOException.class, () -> Probes.run(spark, configuration(), dataset, run));

    assertEquals(
        "Cannot probe " + run.location() + ": there is no trained model (run mscon train)",
        e.getMessage());
  }

  private Storage storage(String name) throws IOException {
    return HadoopStorage.open(
        folder.resolve(name).toString(), spark.sparkContext().hadoopConfiguration());
  }

  private PreparedDataset dataset() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      rows.add(
          RowFactory.create(
              id(i), SPLITS.get(i % 4), picture(i), "k" + i / 4 % 2, new String[] {"a", "b"}));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("split", DataTypes.StringType)
            .add("image", DataTypes.BinaryType)
            .add("kind", DataTypes.StringType)
            .add("tags", DataTypes.createArrayType(DataTypes.StringType));
    Storage prepared = storage("dataset");
    spark
        .createDataFrame(rows, schema)
        .write()
        .parquet(RunTables.path(prepared, PreparedDataset.SAMPLES));
    List<LabelSchema> labels =
        List.of(
            new LabelSchema("kind", LabelKind.CATEGORICAL, List.of("k0", "k1")),
            new LabelSchema("tags", LabelKind.MULTI_VALUED, List.of("a", "b")));
    DatasetManifest manifest =
        new DatasetManifest(
            DatasetManifest.FORMAT,
            "table",
            "x",
            labels,
            Map.of(),
            0,
            List.of(),
            "hash",
            "as they are");
    prepared.writeText(PreparedDataset.MANIFEST, manifest.toJson());
    return PreparedDataset.open(spark, prepared.location());
  }

  private static String id(int index) {
    return String.format("s%02d", index);
  }

  /** Red or green by the kind, a square at places that differ. */
  private static byte[] picture(int index) throws IOException {
    BufferedImage image = new BufferedImage(20, 24, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(index / 4 % 2 == 0 ? new Color(200, index, 30) : new Color(30, 200, index));
    graphics.fillRect(index % 5, index % 7, 12, 12);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Configuration configuration(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "image.size=16",
                "probe.batch=8",
                "train.micro-batch=8",
                "train.global-batch=16",
                "probe.iterations=30",
                "train.lanes=2",
                "image.mean=[0.5, 0.4, 0.3]",
                "image.standard-deviation=[0.2, 0.3, 0.4]"));
    all.addAll(List.of(settings));
    return ConfigurationReader.read("", "test", all);
  }

  private List<Row> features() {
    return spark
        .read()
        .parquet(RunTables.path(run, RunFiles.FEATURES))
        .orderBy("id")
        .collectAsList();
  }

  /** What the whole network, heads and all, says of one picture alone. */
  private float[] expected(int index) throws IOException {
    float[] pixels = new float[3 * 16 * 16];
    Normalisation normalisation = new Normalisation(0.5, 0.4, 0.3, 0.2, 0.3, 0.4);
    try (ImageDecoder decoder = new ImageDecoder();
        Network network = Networks.create(NETWORK, Engine.ONEDNN, Precision.FLOAT32)) {
      new EvaluationTransform(normalisation, 16)
          .transform(decoder.decode(picture(index)), pixels, 0);
      network.setParameters(Values.of(weights.parameters()));
      network.setRunningStatistics(weights.statistics());
      assertEquals(ParameterLayout.of(NETWORK).parameterCount(), weights.parameters().length);
      return network.features(pixels, 1);
    } catch (ImageRejectedException e) {
      throw new IOException(e);
    }
  }

  private static float[] floats(Row row, String column) {
    List<Float> boxed = row.getList(row.fieldIndex(column));
    float[] floats = new float[boxed.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = boxed.get(i);
    }
    return floats;
  }
}
