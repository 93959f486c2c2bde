package io.mscon.health;

import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Stem;
import io.mscon.numeric.Values;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Processor time of one look at a training's health: three heads, a ResNet-18; the first and the
 * best of some. Run with OMP_NUM_THREADS=1, or the other threads' time is left out.
 */
public final class HealthBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int REPEATS = 30;
  private static final List<String> METRICS = List.of("a", "b", "c");

  private HealthBenchmark() {}

  /**
   * Runs it.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    ParameterLayout layout =
        ParameterLayout.of(
            new NetworkSpec(
                EncoderDepth.RESNET18, Stem.IMAGENET, 1, 64, HeadShape.projections(3, 512, 128)));
    float[] gradient = new float[layout.parameterCount()];
    Arrays.fill(gradient, 1e-3f);
    List<EmbeddingSample> samples = new ArrayList<>();
    for (int head = 0; head < METRICS.size(); head++) {
      samples.add(HealthRows.uniform(head, 2, 256, 128));
    }
    List<Double> seconds = new ArrayList<>();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      long start = THREADS.getCurrentThreadCpuTime();
      look(samples, Values.of(gradient), layout);
      seconds.add((THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d parameters, 3 heads of 512 x 128: first %.1f ms, best %.1f ms%n",
        layout.parameterCount(),
        1e3 * seconds.get(0),
        1e3 * seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
  }

  private static void look(List<EmbeddingSample> samples, Values gradient, ParameterLayout layout) {
    List<MetricHealth> heads = new ArrayList<>();
    for (int head = 0; head < samples.size(); head++) {
      heads.add(MetricHealth.of(METRICS.get(head), samples.get(head), 4));
    }
    HealthJudge.judge(
        new HealthReport(
            METRICS,
            heads,
            HeadSimilarity.ofPairs(METRICS, samples),
            List.of(0.0, 0.0, 0.0),
            GradientNorms.of(gradient, layout, METRICS.size())));
  }
}
