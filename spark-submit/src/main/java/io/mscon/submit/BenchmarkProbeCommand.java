package io.mscon.submit;

import io.mscon.eval.benchmark.ProbeBenchmarkRequest;
import io.mscon.eval.benchmark.ProbeSpeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the linear probe on one core of this machine. */
@Command(
    name = "benchmark-probe",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Measures the linear probe with one Spark lane on features that it draws.",
      "docs/examples/compare_probe.py fits what --export leaves with scikit-learn."
    })
final class BenchmarkProbeCommand implements Callable<Integer> {
  /** One task at a time, so that figures stand beside those of programs with one thread. */
  static final String MASTER = "local[1]";

  private static final String HEAD =
      "solver    build s    cpu s      fit s    cpu s  passes  iterations         loss";
  private static final String NOTE =
      """
      build: read from Parquet, sort, standardise, lay out; fit: from there to the optimum
      cpu s: of the whole process, Java's compiler and collector included""";

  private final Context context;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "16000",
      description = "Samples (${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--features",
      paramLabel = "N",
      defaultValue = "512",
      description = "Features of a sample (${DEFAULT-VALUE}).")
  private int features;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "20",
      description = "Classes (${DEFAULT-VALUE}).")
  private int classes;

  @Option(
      names = "--penalty",
      paramLabel = "X",
      defaultValue = "1e-4",
      description = "L2 penalty, as in probe.regularisation (${DEFAULT-VALUE}).")
  private double penalty;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Most iterations of a fit (${DEFAULT-VALUE}).")
  private int iterations;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often; the first runs in code that is not compiled (${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(names = "--with-mllib", description = "Fit with Spark MLlib too, and compare.")
  private boolean withMllib;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "Leave samples and probabilities there (Parquet); a new or an empty folder.")
  private Path export;

  // Read by Failure, which asks picocli whether it was given.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--verbose", description = "Show stack traces of failures.")
  private boolean verbose;

  BenchmarkProbeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    ProbeBenchmarkRequest request = request();
    OptionalDouble difference;
    try (Stages stages = context.stages().get()) {
      context.print(HEAD);
      difference = stages.benchmarkProbe(request, speed -> context.print(line(speed)));
      stages.done();
    }
    context.print(NOTE);
    difference.ifPresent(
        largest ->
            context.print(
                String.format(Locale.ROOT, "Largest difference of a probability: %.1e", largest)));
    return Main.DONE;
  }

  private ProbeBenchmarkRequest request() {
    atLeast("--rows", rows, 2);
    atLeast("--features", features, 1);
    atLeast("--classes", classes, 2);
    atLeast("--iterations", iterations, 1);
    atLeast("--repetitions", repetitions, 1);
    if (classes > rows) {
      throw new UsageException(
          "Invalid --classes: " + classes + " (must be at most --rows, " + rows + ")");
    }
    if (!(penalty >= 0 && Double.isFinite(penalty))) {
      throw new UsageException("Invalid --penalty: " + penalty + " (must be finite and >= 0)");
    }
    if (export != null && !isNewOrEmpty(export)) {
      throw new UsageException(
          "Cannot export into " + export + ": it is not empty (remove it, or choose another)");
    }
    return new ProbeBenchmarkRequest(
        rows,
        features,
        classes,
        penalty,
        iterations,
        repetitions,
        withMllib,
        Optional.ofNullable(export));
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new UsageException(
          "Invalid " + option + ": " + value + " (must be at least " + least + ")");
    }
  }

  private static boolean isNewOrEmpty(Path folder) {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String line(ProbeSpeed speed) {
    return String.format(
        Locale.ROOT,
        "%-7s %9.2f %8.2f %10.2f %8.2f %7s %11d %12.8f%s",
        speed.solver(),
        speed.build().seconds(),
        speed.build().processorSeconds(),
        speed.fit().seconds(),
        speed.fit().processorSeconds(),
        speed.passes() == 0 ? "-" : speed.passes(),
        speed.iterations(),
        speed.loss(),
        speed.converged() ? "" : " (not at the optimum: raise --iterations)");
  }
}
