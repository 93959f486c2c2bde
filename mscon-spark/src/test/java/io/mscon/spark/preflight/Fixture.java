package io.mscon.spark.preflight;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationReader;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.data.DatasetManifest;
import io.mscon.data.DatasetManifest.SplitSummary;
import io.mscon.data.LabelSchema;
import io.mscon.model.NativeLimits;
import io.mscon.run.Storage;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.data.PreparedDataset;
import io.mscon.spark.preflight.Executors.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A sound training to be spoilt: 100 pictures, labels of every kind, two executors. */
record Fixture(Path folder) {
  private static final long GIBIBYTE = 1L << 30;

  static final MemoryLimits PLENTY =
      new MemoryLimits(64 * GIBIBYTE, 256 * GIBIBYTE, new NativeLimits(0, 0));

  static final List<LabelSchema> LABELS =
      List.of(
          new LabelSchema("category", LabelKind.CATEGORICAL, List.of("boot", "shoe")),
          new LabelSchema("material", LabelKind.MULTI_VALUED, List.of("leather", "mesh")),
          new LabelSchema("heel", LabelKind.CONTINUOUS, List.of()),
          new LabelSchema("brand", LabelKind.CATEGORICAL, List.of("acme")));

  static SplitSummary split(long pictures, Map<String, Long> missing) {
    return new SplitSummary(
        pictures,
        missing,
        Map.of(
            "category", Map.of("boot", pictures / 2, "shoe", pictures - pictures / 2),
            "material", Map.of("leather", pictures, "mesh", 1L),
            "brand", Map.of("acme", pictures)));
  }

  PreflightContext context(String... settings) throws IOException {
    return context(split(100, Map.of()), settings);
  }

  PreflightContext context(SplitSummary train, String... settings) throws IOException {
    DatasetManifest manifest =
        new DatasetManifest(
            DatasetManifest.FORMAT,
            "table",
            "x",
            LABELS,
            Map.of("train", train),
            0,
            List.of(),
            "hash",
            "as they are");
    Storage storage = storage("dataset");
    storage.writeText(PreparedDataset.MANIFEST, manifest.toJson());
    return new PreflightContext(
        spark(),
        configuration(settings),
        PreparedDataset.open(spark(), storage.location()),
        storage("run"),
        executors(Kind.PROCESSES, report("1", PLENTY), report("2", PLENTY)));
  }

  Storage storage(String name) throws IOException {
    return HadoopStorage.open(
        folder.resolve(name).toString(), spark().sparkContext().hadoopConfiguration());
  }

  static SparkSession spark() {
    return LocalSpark.session();
  }

  static Configuration configuration(String... settings) {
    return ConfigurationReader.read(
        """
        metrics = [category, material, heel]
        image.size = 16
        model { width = 0.125, stem = small-image, projection-hidden = 16, embedding-size = 8 }
        train { epochs = 2, global-batch = 16, micro-batch = 4 }
        """,
        "test",
        List.of(settings));
  }

  static Executors executors(Kind kind, ExecutorReport... reports) {
    return new Executors(List.of(reports), reports.length, kind);
  }

  static ExecutorReport report(String executor, MemoryLimits memory) {
    return new ExecutorReport(executor, 1, "host" + executor, "oneDNN, AVX2", "", "1", "", memory);
  }

  static PreflightContext with(PreflightContext context, Executors executors) {
    return new PreflightContext(
        context.spark(), context.configuration(), context.dataset(), context.run(), executors);
  }

  static List<Finding> findings(PreflightCheck check, PreflightContext context) throws IOException {
    Findings findings = new Findings();
    check.run(context, findings);
    return findings.all();
  }
}
