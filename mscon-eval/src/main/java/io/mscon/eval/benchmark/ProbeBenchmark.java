package io.mscon.eval.benchmark;

import io.mscon.eval.probe.fit.FeatureBlocks;
import io.mscon.eval.probe.fit.FitRequest;
import io.mscon.eval.probe.fit.FittedProbes;
import io.mscon.eval.probe.fit.LinearProbe;
import io.mscon.eval.probe.fit.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/** Fits a probe of drawn features from a Parquet table to the optimum, and measures it. */
public final class ProbeBenchmark {
  private static final long SEED = 1;

  private final ProbeBenchmarkRequest request;
  private final Consumer<ProbeSpeed> results;
  private final DrawnFeatures drawn;
  private final SampleTables tables;

  private ProbeBenchmark(
      ProbeBenchmarkRequest request, Consumer<ProbeSpeed> results, SampleTables tables) {
    this.request = request;
    this.results = results;
    this.tables = tables;
    drawn = DrawnFeatures.draw(request.rows(), request.features(), request.classes(), SEED);
  }

  /**
   * Measures.
   *
   * @param spark a session on this machine
   * @param request what to measure
   * @param results takes each fit's speed as soon as it is known
   * @return the largest difference of a probability from Spark MLlib's, if that was asked for
   * @throws IOException if the table can't be written
   */
  public static OptionalDouble run(
      SparkSession spark, ProbeBenchmarkRequest request, Consumer<ProbeSpeed> results)
      throws IOException {
    if (request.export().isPresent()) {
      return new ProbeBenchmark(request, results, new SampleTables(spark, request.export().get()))
          .run();
    }
    Path folder = Files.createTempDirectory("mscon-benchmark-probe");
    try {
      return new ProbeBenchmark(request, results, new SampleTables(spark, folder)).run();
    } finally {
      FileUtil.fullyDelete(folder.toFile());
    }
  }

  private OptionalDouble run() {
    tables.writeSamples(drawn);
    LinearProbe probe = null;
    for (int i = 0; i < request.repetitions(); i++) {
      probe = fit();
    }
    double[][] found =
        Arrays.stream(drawn.features()).map(probe::probabilities).toArray(double[][]::new);
    if (request.export().isPresent()) {
      tables.writeProbabilities(found);
    }
    if (!request.withMllib()) {
      return OptionalDouble.empty();
    }
    MllibPeer peer = MllibPeer.fit(tables.samples(), request);
    results.accept(peer.speed());
    double[][] expected = peer.probabilities(List.of(drawn.features()));
    return OptionalDouble.of(largestDifference(found, expected));
  }

  private LinearProbe fit() {
    FitRequest fit = new FitRequest("drawn", drawn.labels(), request.classes(), request.penalty());
    Time start = Time.now();
    try (FeatureBlocks blocks = FeatureBlocks.of(tables.samples().select("id", "features"), true)) {
      Time build = Time.since(start);
      Time fitting = Time.now();
      FittedProbes fitted = LogisticRegression.fit(blocks, List.of(fit), request.iterations());
      FittedProbes.Course course = fitted.courses().get(0);
      results.accept(
          new ProbeSpeed(
              "mscon",
              build,
              Time.since(fitting),
              fitted.passes(),
              course.iterations(),
              course.converged(),
              course.loss()));
      return fitted.probes().get(0);
    }
  }

  private static double largestDifference(double[][] found, double[][] expected) {
    double largest = 0;
    for (int row = 0; row < found.length; row++) {
      for (int k = 0; k < found[row].length; k++) {
        largest = Math.max(largest, Math.abs(found[row][k] - expected[row][k]));
      }
    }
    return largest;
  }
}
