package io.mscon.optim;

import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Stem;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.util.List;
import java.util.Locale;

/** Milliseconds of one optimiser step on a ResNet-18's parameters, the best of some. */
public final class OptimizerBenchmark {
  private static final int REPEATS = 60;

  private OptimizerBenchmark() {}

  /**
   * Runs it.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    ParameterLayout layout =
        ParameterLayout.of(
            new NetworkSpec(
                EncoderDepth.RESNET18, Stem.IMAGENET, 1, 64, HeadShape.projections(1, 512, 128)));
    List<Optimizer> optimizers =
        List.of(
            new MomentumSgd(layout, 0.9, 1e-4),
            new Lars(layout, 0.9, 1e-4, 0.001),
            new AdamW(layout, 0.9, 0.999, 1e-8, 1e-4));
    System.out.printf(Locale.ROOT, "%,d parameters%n", layout.parameterCount());
    for (Optimizer optimizer : optimizers) {
      report(optimizer, layout.parameterCount());
    }
  }

  private static void report(Optimizer optimizer, int count) {
    RandomStream random = RandomStream.of(1, RandomUse.DEMO_CORPUS);
    float[] parameters = normal(random, count);
    float[] gradient = normal(random, count);
    float[][] slots = new float[optimizer.slots()][count];
    double best = Double.POSITIVE_INFINITY;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      long start = System.nanoTime();
      optimizer.step(repeat, parameters, slots, gradient, 1e-3);
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    System.out.printf(Locale.ROOT, "%s %.1f ms%n", optimizer.getClass().getSimpleName(), best);
  }

  private static float[] normal(RandomStream random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
