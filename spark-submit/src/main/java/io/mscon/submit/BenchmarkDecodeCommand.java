package io.mscon.submit;

import io.mscon.benchmark.DecodeBenchmark;
import io.mscon.benchmark.DecodeSpeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the decoding of pictures on this machine. */
@Command(
    name = "benchmark-decode",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Measures how fast the pictures in a folder are read and decoded, as prepare decodes them but",
      "without Spark: on one thread, and on all."
    })
final class BenchmarkDecodeCommand implements Callable<Integer> {
  private static final String HEAD = " threads  pictures/s   a thread  cpu ms a picture";
  private static final String NOTE =
      """
      medians of %d passes over %,d pictures; %,d other files rejected and left out
      cpu ms a picture: without the time neighbours took; %d processors""";

  private final Context context;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "DIR",
      description = "Folder of pictures on this machine, with all folders in it.")
  private Path source;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that share the pictures (as many as there are processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--passes",
      paramLabel = "N",
      defaultValue = "5",
      description = "Passes over all pictures, after one that warms up (${DEFAULT-VALUE}).")
  private int passes;

  // Read by Failure, which asks picocli whether it was given.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--verbose", description = "Show stack traces of failures.")
  private boolean verbose;

  BenchmarkDecodeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    require("--threads", threads);
    require("--passes", passes);
    DecodeBenchmark benchmark = DecodeBenchmark.warmUp(source, threads);
    context.print(HEAD);
    for (int count : IntStream.of(1, threads).distinct().toArray()) {
      context.print(line(benchmark.measure(count, passes)));
    }
    int processors = Runtime.getRuntime().availableProcessors();
    context.print(
        String.format(
            Locale.ROOT, NOTE, passes, benchmark.pictures(), benchmark.rejected(), processors));
    return Main.DONE;
  }

  private static void require(String option, int value) {
    if (value < 1) {
      throw new UsageException("Invalid " + option + ": " + value + " (must be at least 1)");
    }
  }

  private static String line(DecodeSpeed speed) {
    return String.format(
        Locale.ROOT,
        "%8d %11.0f %10.0f %17.3f",
        speed.threads(),
        speed.picturesPerSecond(),
        speed.picturesPerSecondAndThread(),
        speed.processorMilliseconds());
  }
}
