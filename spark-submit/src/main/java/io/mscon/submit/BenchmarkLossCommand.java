package io.mscon.submit;

import io.mscon.benchmark.LossSpeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the loss on one core of this machine. */
@Command(
    name = "benchmark-loss",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Measures speed and memory of the loss on one core: 3 metrics, rows of 128 numbers, float32,",
      "forward and backward."
    })
final class BenchmarkLossCommand implements Callable<Integer> {
  private static final String HEAD =
      "    rows    seconds      cpu s    GFLOP/s  % of peak   peak MiB";
  private static final String NOTE =
      """
      seconds: forward and backward of all metrics; cpu s: without the time neighbours took
      %% of peak: of a plain matrix product's speed here and now, %.0f GFLOP/s at best
      peak MiB: memory at most, beyond the inputs and the process before""";

  private final Context context;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "N",
      defaultValue = "1024,2048,4096,8192,16384",
      description = "Rows of the batch, one or more, such as 8192,65536 (${DEFAULT-VALUE}).")
  private List<Integer> rows = new ArrayList<>();

  // Read by Failure, which asks picocli whether it was given.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--verbose", description = "Show stack traces of failures.")
  private boolean verbose;

  BenchmarkLossCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    List<LossSpeed> speeds = new ArrayList<>();
    context.run(
        stages -> {
          context.print(HEAD);
          stages.benchmarkLoss(
              checkedRows(),
              speed -> {
                speeds.add(speed);
                context.print(line(speed));
              });
        });
    double peak = speeds.stream().mapToDouble(LossSpeed::peakGigaflops).max().orElse(0);
    context.print(String.format(Locale.ROOT, NOTE, peak));
    return Main.DONE;
  }

  private List<Integer> checkedRows() {
    for (int count : rows) {
      if (count < 2 || count % 2 != 0) {
        throw new UsageException(
            "Invalid --rows: " + count + " (must be even, for two views, and at least 2)");
      }
    }
    return rows.stream().sorted().toList();
  }

  private static String line(LossSpeed speed) {
    return String.format(
        Locale.ROOT,
        "%8d %10.3f %10.3f %10.1f %10.0f %10.0f",
        speed.rows(),
        speed.seconds(),
        speed.processorSeconds(),
        speed.gigaflops(),
        100 * speed.shareOfPeak(),
        speed.mebibytes());
  }
}
