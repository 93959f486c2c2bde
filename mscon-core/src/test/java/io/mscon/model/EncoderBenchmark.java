package io.mscon.model;

import io.mscon.benchmark.MatrixPeak;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.Arrays;
import java.util.Locale;

/**
 * Images per second of a network's forward pass, of forward and backward, and of evaluation, beside
 * the speed of one large matrix product in the same run.
 *
 * <p>Arguments: depth, stem, image size, rows, engine; by default RESNET18 IMAGENET 64 64 ONEDNN.
 * Set OMP_NUM_THREADS=1 for figures of one core.
 */
public final class EncoderBenchmark {
  private static final int REPEATS = 5;

  private EncoderBenchmark() {}

  /**
   * Runs it.
   *
   * @param arguments see above
   */
  public static void main(String[] arguments) {
    String[] chosen = {"RESNET18", "IMAGENET", "64", "64", "ONEDNN"};
    System.arraycopy(arguments, 0, chosen, 0, Math.min(arguments.length, chosen.length));
    NetworkSpec spec =
        new NetworkSpec(
            EncoderDepth.valueOf(chosen[0]),
            Stem.valueOf(chosen[1]),
            1,
            Integer.parseInt(chosen[2]),
            HeadShape.projections(1, 512, 128));
    int rows = Integer.parseInt(chosen[3]);
    System.out.printf(Locale.ROOT, "matrix product %.0f GFLOP/s%n", MatrixPeak.gigaflops());
    try (Network network = Networks.create(spec, Engine.valueOf(chosen[4]), Precision.FLOAT32)) {
      System.out.println(network.describeEngine());
      System.out.println(spec + ", rows " + rows);
      run(network, spec, rows);
    }
    System.out.printf(Locale.ROOT, "matrix product %.0f GFLOP/s%n", MatrixPeak.gigaflops());
  }

  private static void run(Network network, NetworkSpec spec, int rows) {
    float[] parameters = InitialWeights.parameters(spec, 1);
    network.setParameters(Values.of(parameters));
    network.setRunningStatistics(InitialWeights.statistics(spec));
    float[] images = normal(rows * 3 * spec.imageSize() * spec.imageSize());
    float[][] gradients = {normal(rows * spec.outputs())};
    float[] sum = new float[parameters.length];
    report("forward", rows, () -> network.forward(images, rows).close());
    report("forward and backward", rows, () -> step(network, images, rows, gradients, sum));
    report(
        "set parameters, forward and backward",
        rows,
        () -> {
          network.setParameters(Values.of(parameters));
          step(network, images, rows, gradients, sum);
        });
    report("evaluation", rows, () -> network.features(images, rows));
  }

  private static void step(
      Network network, float[] images, int rows, float[][] gradients, float[] sum) {
    try (ForwardPass pass = network.forward(images, rows)) {
      pass.backward(TestNetworks.values(gradients), Values.of(sum));
    }
  }

  /** The median of some repeats, each of at least a second, after two runs to warm up. */
  private static void report(String what, int rows, Runnable work) {
    work.run();
    work.run();
    double[] rates = new double[REPEATS];
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      long start = System.nanoTime();
      int runs = 0;
      while (System.nanoTime() - start < 1_000_000_000L) {
        work.run();
        runs++;
      }
      rates[repeat] = rows * (double) runs / ((System.nanoTime() - start) / 1e9);
    }
    Arrays.sort(rates);
    System.out.printf(
        Locale.ROOT,
        "%-38s %8.1f images/s (%.1f to %.1f)%n",
        what,
        rates[REPEATS / 2],
        rates[0],
        rates[REPEATS - 1]);
  }

  private static float[] normal(int length) {
    RandomStream random = RandomStream.of(7, RandomUse.DEMO_CORPUS);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
