package io.mscon.submit;

import io.mscon.benchmark.LossBenchmark;
import io.mscon.benchmark.LossSpeed;
import io.mscon.config.Configuration;
import io.mscon.config.DataConfiguration;
import io.mscon.corpus.DatasetVerification;
import io.mscon.corpus.Expectation;
import io.mscon.data.DatasetManifest;
import io.mscon.eval.benchmark.ProbeBenchmark;
import io.mscon.eval.benchmark.ProbeBenchmarkRequest;
import io.mscon.eval.benchmark.ProbeSpeed;
import io.mscon.eval.describe.Description;
import io.mscon.eval.probe.FlippedLabels;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.Probes;
import io.mscon.eval.report.Report;
import io.mscon.eval.study.ComparisonPlan;
import io.mscon.eval.study.Comparisons;
import io.mscon.eval.study.ProbedCell;
import io.mscon.health.HealthWarning;
import io.mscon.loss.verify.FileResult;
import io.mscon.loss.verify.LossVerification;
import io.mscon.loss.verify.Precision;
import io.mscon.run.RunFiles;
import io.mscon.run.StepReport;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.cluster.SparkSessions;
import io.mscon.spark.cluster.TaskGpu;
import io.mscon.spark.data.PreparedDataset;
import io.mscon.spark.preflight.Preflight;
import io.mscon.spark.preflight.PreflightReport;
import io.mscon.spark.prepare.Preparation;
import io.mscon.spark.prepare.PrepareOptions;
import io.mscon.spark.prepare.PrepareProgress;
import io.mscon.spark.train.StopRequest;
import io.mscon.spark.train.TrainResult;
import io.mscon.spark.train.Trainers;
import io.mscon.spark.train.TrainingListener;
import io.mscon.spark.train.TrainingRequest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages as the other modules do them, on one Spark session that starts when it is needed. */
final class Operations implements Stages {
  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  private SparkSession session;
  private boolean done;

  @Override
  public String prepare(RunSetup setup, boolean readAll, Consumer<PrepareProgress> progress)
      throws IOException {
    Configuration configuration = setup.configuration();
    return Preparation.run(
            spark(setup),
            configuration.data(),
            configuration.seed(),
            setup.dataset(),
            new PrepareOptions(readAll, progress))
        .toString();
  }

  @Override
  public boolean prepared(RunSetup setup) throws IOException {
    spark(setup);
    return storage(setup.dataset()).exists(PreparedDataset.MANIFEST);
  }

  @Override
  public String verifyDataset(RunSetup setup) throws IOException {
    DataConfiguration data = setup.configuration().data();
    Storage dataset = storage(setup.dataset());
    Expectation expected = Expectation.fromJson(storage(data.source()).readText(Expectation.FILE));
    List<String> differences =
        DatasetVerification.differences(
            expected,
            data,
            DatasetManifest.fromJson(dataset.readText(PreparedDataset.MANIFEST)),
            dataset.readText(PreparedDataset.REJECTS));
    if (!differences.isEmpty()) {
      throw new IOException(
          "Cannot verify %s: it has %d differences from what was drawn:%n  %s"
              .formatted(setup.dataset(), differences.size(), String.join("\n  ", differences)));
    }
    return "%s is as expected: %,d pictures, %,d rejects%n  %s"
        .formatted(
            setup.dataset(),
            expected.accepted(),
            expected.rejected(),
            expected.rejectedByReason().entrySet().stream()
                .map(reason -> reason.getValue() + " x " + reason.getKey())
                .collect(Collectors.joining("\n  ")));
  }

  @Override
  public String describe(RunSetup setup, String output) throws IOException {
    SparkSession spark = spark(setup);
    PreparedDataset dataset = PreparedDataset.open(spark, setup.dataset());
    return Description.write(spark, setup.configuration(), dataset, output);
  }

  @Override
  public void requireEngine(RunSetup setup) {
    TaskGpu.takeIfLocal(setup.configuration().trainingEngine(), setup.master());
  }

  @Override
  public PreflightReport preflight(RunSetup setup) throws IOException {
    SparkSession spark = spark(setup);
    PreparedDataset dataset = PreparedDataset.open(spark, setup.dataset());
    return Preflight.inspect(spark, setup.configuration(), dataset, run(setup));
  }

  @Override
  public String train(RunSetup setup, boolean resume, Consumer<StepReport> progress)
      throws IOException {
    StopRequest stop = new StopRequest();
    try (StopSignals signals = StopSignals.to(stop)) {
      SparkSession spark = spark(setup);
      PreparedDataset dataset = PreparedDataset.open(spark, setup.dataset());
      Storage run = run(setup);
      // A finished run is only reported: that needs no executor.
      if (!run.exists(RunFiles.SUCCESS)) {
        Preflight.check(spark, setup.configuration(), dataset, run);
      }
      TrainResult result =
          Trainers.train(
              new TrainingRequest(
                  spark, setup.configuration(), dataset, run, resume, listener(progress), stop));
      return summary(setup, result);
    }
  }

  private static String summary(RunSetup setup, TrainResult result) {
    String done =
        result.alreadyComplete()
            ? "%1$s is complete: %2$d steps, loss %6$.4f"
            : "Trained %3$d epochs in %4$.0f s (%5$.1f pictures/s): %2$d steps, loss %6$.4f";
    return done.formatted(
            setup.run(),
            result.steps(),
            result.epochs(),
            result.seconds(),
            result.imagesPerSecond(),
            result.loss())
        + result.stepTimes().map(times -> "\n" + times).orElse("")
        + "\nweights_sha256 "
        + result.weightsSha256();
  }

  private static TrainingListener listener(Consumer<StepReport> progress) {
    return new TrainingListener() {
      @Override
      public void onStart(List<String> engines) {
        LOG.info("The network runs on {}", String.join("; ", engines));
      }

      @Override
      public void onBandwidths(Map<String, Double> bandwidths) {
        bandwidths.forEach((metric, width) -> LOG.info("Bandwidth of {}: {}", metric, width));
      }

      @Override
      public void onWarning(long step, HealthWarning warning) {
        LOG.warn("Step {}: {}", step, warning);
      }

      @Override
      public void onStep(StepReport report) {
        progress.accept(report);
      }
    };
  }

  @Override
  public String probe(RunSetup setup) throws IOException {
    SparkSession spark = spark(setup);
    PreparedDataset dataset = PreparedDataset.open(spark, setup.dataset());
    ProbeReport report = Probes.run(spark, setup.configuration(), dataset, run(setup));
    return "Probed %d tasks in %.0f s".formatted(report.tasks().size(), report.seconds())
        + FlippedLabels.lines(run(setup));
  }

  @Override
  public boolean probed(RunSetup setup) throws IOException {
    boolean finished = ProbedCell.finished(run(setup));
    if (finished) {
      ProbedCell.requireSameProbe(run(setup), setup.configuration().resolved());
    }
    return finished;
  }

  @Override
  public String report(RunSetup setup) throws IOException {
    return Report.write(spark(setup), run(setup), setup.dataset());
  }

  @Override
  public void plan(String studyFolder, ComparisonPlan plan) throws IOException {
    plan.write(storage(studyFolder));
  }

  @Override
  public String compare(List<String> folders, String output, String master) throws IOException {
    SparkSession spark = spark("mscon compare", master);
    return Comparisons.write(spark, folders, storage(output));
  }

  @Override
  public String verifyLoss(List<Path> files, boolean float32) throws IOException {
    Precision precision = float32 ? Precision.FLOAT32 : Precision.FLOAT64;
    List<FileResult> results = new ArrayList<>();
    for (Path file : files) {
      results.addAll(verify(file, precision));
    }
    String table = VerificationTable.of(results);
    String tolerance =
        precision.tolerance() + (float32 ? " (float32, relative)" : " (float64, absolute)");
    List<Path> failed =
        results.stream().filter(result -> !result.passed()).map(FileResult::path).toList();
    if (!failed.isEmpty()) {
      throw new IOException(
          "Cannot verify the loss: it differs from the reference values by more than %s in %s%n%s"
              .formatted(tolerance, failed, table));
    }
    return table + "All %d files within %s".formatted(results.size(), tolerance);
  }

  @Override
  public void benchmarkLoss(List<Integer> rows, Consumer<LossSpeed> results) throws IOException {
    LossBenchmark benchmark = LossBenchmark.warmUp();
    for (int count : rows) {
      results.accept(benchmark.measure(count));
    }
  }

  @Override
  public OptionalDouble benchmarkProbe(ProbeBenchmarkRequest request, Consumer<ProbeSpeed> results)
      throws IOException {
    session = SparkSessions.open("mscon benchmark-probe", BenchmarkProbeCommand.MASTER);
    return ProbeBenchmark.run(session, request, results);
  }

  private static List<FileResult> verify(Path file, Precision precision) throws IOException {
    try {
      return new LossVerification(precision).verifyAll(file);
    } catch (NoSuchFileException e) {
      throw new IOException("Cannot read " + file + ": no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("Cannot verify the loss with " + file + ": " + e.getMessage(), e);
    }
  }

  private Storage run(RunSetup setup) throws IOException {
    return storage(setup.run());
  }

  /** Hadoop's defaults do where no Spark runs. */
  private Storage storage(String folder) throws IOException {
    return HadoopStorage.open(
        folder,
        session == null
            ? new org.apache.hadoop.conf.Configuration()
            : session.sparkContext().hadoopConfiguration());
  }

  @Override
  public void done() {
    done = true;
  }

  @Override
  public void close() {
    if (session != null) {
      SparkSessions.close(session, done);
      session = null;
    }
  }

  private SparkSession spark(RunSetup setup) {
    return spark("mscon " + setup.run(), setup.master());
  }

  private SparkSession spark(String name, String master) {
    if (session == null) {
      session = SparkSessions.open(name, master);
    }
    return session;
  }
}
