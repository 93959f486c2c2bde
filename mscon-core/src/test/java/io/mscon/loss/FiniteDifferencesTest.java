package io.mscon.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.data.MissingLabels;
import io.mscon.loss.ContrastiveLoss.Evaluation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients against differences of the loss as its formulas say it, which know no derivative. */
class FiniteDifferencesTest {
  private static final double STEP = 1e-5;
  private static final double SCALE = 1;

  @ParameterizedTest
  @EnumSource(MissingLabels.class)
  void gradientsAreSlopesOfTheFormulas(MissingLabels missing) {
    Random random = new Random(missing.ordinal());
    for (int kind = 0; kind < RandomBatch.KINDS; kind++) {
      for (Reduction reduction : Reduction.values()) {
        for (int views = 1; views <= 3; views++) {
          int samples = 3 + random.nextInt(9);
          int columns = 1 + random.nextInt(6);
          RandomBatch batch = RandomBatch.of(kind, missing, samples, views, columns, random);
          compare(batch, 0.05 + random.nextDouble(), reduction, random);
        }
      }
    }
  }

  private static void compare(
      RandomBatch batch, double temperature, Reduction reduction, Random random) {
    String name = batch.metric() + " " + reduction + " " + batch.views() + " views";
    UnitRows rows = UnitRows.normalise(batch.rows64());
    ContrastiveLoss loss =
        new ContrastiveLoss(temperature, SCALE, reduction, new Weighting.Exact(), false);
    Evaluation found =
        loss.evaluate(List.of(batch.targets()), List.of(rows.unit()), new double[] {0});

    double warmer = formula(batch, temperature * Math.exp(STEP), reduction);
    double cooler = formula(batch, temperature * Math.exp(-STEP), reduction);
    double slope = (warmer - cooler) / (2 * STEP);
    assertEquals(slope, found.logVarianceGradients()[0], 1e-6, name + ": temperature");

    Rows dx = rows.backward(found.dz().get(0));
    int entry = random.nextInt(batch.raw().length);
    double before = batch.raw()[entry];
    batch.raw()[entry] = before + STEP;
    double more = formula(batch, temperature, reduction);
    batch.raw()[entry] = before - STEP;
    double less = formula(batch, temperature, reduction);
    double gradient = dx.get(entry / batch.columns(), entry % batch.columns());
    assertEquals((more - less) / (2 * STEP), gradient, 2e-6, name + ": gradient");
  }

  private static double formula(RandomBatch batch, double temperature, Reduction reduction) {
    Rows unit = UnitRows.normalise(batch.rows64()).unit();
    return batch.bruteForce(unit, temperature, SCALE, reduction).loss;
  }
}
