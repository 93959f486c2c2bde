package io.mscon.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelSchema;
import io.mscon.eval.LocalSpark;
import io.mscon.eval.embed.Embedding;
import io.mscon.eval.embed.RunTables;
import io.mscon.eval.probe.Domain;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.ProbedRun;
import io.mscon.eval.probe.SkippedTask;
import io.mscon.eval.probe.TaskResult;
import io.mscon.image.JpegEncoder;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.data.PreparedDataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A run's folder and its dataset, written without any training; names and values are hostile. */
final class GoldenRun {
  static final String KIND = "ki<b>nd & \"x\"";
  static final String TAGS = "tags";
  static final String SIZE = "size";
  static final String SCRIPT = "</td><script>alert(1)</script>";
  static final List<String> VALUES = List.of("plain", SCRIPT, "\"><img src=x onerror=y>", "d|e");
  static final int PICTURES = 40;
  static final int LINES = 310;
  static final long SEED = 3;

  final Storage run;
  final Storage dataset;
  private final SparkSession spark = LocalSpark.session();

  GoldenRun(Path folder) throws IOException {
    run = HadoopStorage.open(folder.resolve("run").toString(), new Configuration());
    dataset = HadoopStorage.open(folder.resolve("dataset").toString(), new Configuration());
  }

  /** Everything that a probed run has. */
  void write() throws IOException {
    run.writeText(
        RunFiles.CONFIGURATION, "seed=3\nmethod=mscon\ntrain{epochs=2}\n# <b>remark</b>\n");
    run.writeText(RunFiles.DATASET, manifest().toJson());
    dataset.writeText(PreparedDataset.MANIFEST, manifest().toJson());
    run.writeText(RunFiles.RESULT, "{\"status\":\"succeeded\"}");
    metrics();
    ProbedRun.write(spark, run, answers(), SEED, report());
    samples(true).write().parquet(RunTables.path(run, RunFiles.FEATURES));
    samples(false).write().parquet(dataset.location() + "/" + PreparedDataset.SAMPLES);
  }

  static String id(int picture) {
    return "%02d\"><b>.jpg".formatted(picture);
  }

  static String kind(int picture) {
    return VALUES.get(picture * 7 % 4);
  }

  static boolean hasKind(int picture) {
    return picture % 10 != 9;
  }

  /** In a plane, off the origin. */
  static float[] features(int picture) {
    double x = picture * 7 % PICTURES - 19.5;
    double y = (picture * 11 % 13 - 6) * 0.5;
    double[] u = {0.5, 0.5, 0.5, 0.5};
    double[] v = {0.5, -0.5, 0.5, -0.5};
    float[] features = new float[4];
    for (int k = 0; k < features.length; k++) {
      features[k] = (float) (3 + x * u[k] + y * v[k]);
    }
    return features;
  }

  static DatasetManifest manifest() {
    Map<String, Long> missing = Map.of(KIND, 4L, TAGS, 0L, SIZE, 1L);
    DatasetManifest.SplitSummary test =
        new DatasetManifest.SplitSummary(PICTURES, missing, Map.of());
    return new DatasetManifest(
        DatasetManifest.FORMAT,
        "table",
        "/corpora/<shoes>",
        List.of(
            new LabelSchema(KIND, LabelKind.CATEGORICAL, VALUES),
            new LabelSchema(TAGS, LabelKind.MULTI_VALUED, List.of("a", "b", "c")),
            new LabelSchema(SIZE, LabelKind.CONTINUOUS, List.of())),
        Map.of("train", new DatasetManifest.SplitSummary(1200, missing, Map.of()), "test", test),
        7,
        List.of(),
        "content",
        "as they are");
  }

  private void metrics() throws IOException {
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines =
        new StringBuilder("{\"type\":\"start\",\"step\":0,\"engines\":[\"e1\"]}\n");
    for (int i = 1; i <= LINES; i++) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("type", "step");
      line.put("step", i);
      line.put("epoch", i <= 155 ? 1 : 2);
      line.put("loss", 5 + 1.0 / i);
      line.put("metricLoss", Map.of(KIND, 3 + 2.0 / i));
      line.put("excess", Map.of(KIND, 1.0 / i));
      line.put("weights", Map.of(KIND, 1 - 0.001 * i));
      line.put("logVariances", List.of(0.01 * i));
      line.put("learningRate", 0.05 - 0.0001 * i);
      line.put("imagesPerSecond", 100.0 + i % 7);
      line.put("mebibytes", 1536 - Math.abs(200.0 - i));
      line.put("seconds", 0.5 + 0.001 * (i % 5));
      line.put("times", Map.of("compute", 0.4, "wait", 0.1 + 0.001 * (i % 5)));
      lines.append(json.writeValueAsString(line)).append('\n');
      if (i % 100 == 0) {
        Map<String, Object> head = Map.of("metric", KIND, "effectiveRank", i / 50.0);
        Map<String, Object> health =
            Map.of("type", "health", "step", i, "heads", List.of(head), "gradientNorm", 2.5);
        lines.append(json.writeValueAsString(health)).append('\n');
      }
    }
    lines.append("{\"type\":\"health\",\"step\":310,\"warnings\":[\"collapse of <i>x</i>\"]}\n");
    Map<String, Object> warning = new LinkedHashMap<>();
    warning.put("type", "warning");
    warning.put("step", 200);
    warning.put("sign", "collapse");
    warning.put("metric", KIND);
    warning.put("value", 0.05);
    warning.put("threshold", 0.1);
    warning.put("remedy", "lower <b>it</b>");
    lines.append(json.writeValueAsString(warning)).append('\n');
    run.writeText(RunFiles.METRICS, lines.toString());
  }

  static List<ProbedRun.Answer> answers() {
    List<ProbedRun.Answer> answers = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      if (hasKind(i)) {
        String predicted = i % 5 == 0 ? VALUES.get(0) : kind(i);
        int rank = predicted.equals(kind(i)) ? 1 : i % 2 == 0 ? 6 : 2;
        String random = i % 3 == 0 ? kind(i) : "plain";
        answers.add(new ProbedRun.Answer(KIND, id(i), kind(i), predicted, rank, random, "plain"));
      }
    }
    return answers;
  }

  private static double share(java.util.function.Predicate<ProbedRun.Answer> right) {
    List<ProbedRun.Answer> answers = answers();
    return (double) answers.stream().filter(right).count() / answers.size();
  }

  static ProbeReport report() {
    TaskResult task =
        new TaskResult(
            KIND,
            Domain.IN,
            4,
            1100,
            answers().size(),
            share(a -> a.label().equals(a.predicted())),
            share(a -> a.label().equals(a.majority())),
            share(a -> a.label().equals(a.random())),
            1e-2,
            0.8);
    return new ProbeReport(
        List.of(task),
        List.of(new SkippedTask("bran<d>", "no picture")),
        task.top1(),
        "weights",
        "content",
        12.5);
  }

  private org.apache.spark.sql.Dataset<Row> samples(boolean features) throws IOException {
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("split", DataTypes.StringType)
            .add(KIND, DataTypes.StringType)
            .add(TAGS, DataTypes.createArrayType(DataTypes.StringType))
            .add(SIZE, DataTypes.DoubleType);
    StructType floats =
        schema
            .add(Embedding.TRAINED, DataTypes.createArrayType(DataTypes.FloatType, false))
            .add(Embedding.RANDOM, DataTypes.createArrayType(DataTypes.FloatType, false));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      List<Object> values = new ArrayList<>(List.of(id(i), "test"));
      values.add(hasKind(i) ? kind(i) : null);
      values.add(tags(i).toArray(String[]::new));
      values.add(i == 0 ? null : (double) i);
      if (features) {
        values.add(features(i));
        values.add(new float[4]);
      } else {
        values.add(picture(i));
      }
      rows.add(RowFactory.create(values.toArray()));
    }
    return spark
        .createDataFrame(rows, features ? floats : schema.add("image", DataTypes.BinaryType))
        .coalesce(1);
  }

  static List<String> tags(int picture) {
    return picture % 3 == 0 ? List.of("a", "b") : List.of(picture % 3 == 1 ? "b" : "c");
  }

  /** One picture can't be decoded. */
  private static byte[] picture(int picture) throws IOException {
    if (picture == 5) {
      return new byte[] {1, 2, 3};
    }
    try (JpegEncoder encoder = new JpegEncoder(0.8f)) {
      return encoder.encode(new BufferedImage(20, 16, BufferedImage.TYPE_INT_RGB));
    }
  }
}
