package io.mscon.health;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Stem;
import io.mscon.numeric.Values;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthMeasuresTest {
  @Test
  void aHeadIsLikeItself() {
    EmbeddingSample rows = HealthRows.uniform(1, 2, 60, 16);
    assertEquals(1, LinearCka.of(rows, rows), 1e-12);
  }

  @Test
  void ckaDoesNotSeeRotationsAndFactors() {
    EmbeddingSample rows = HealthRows.uniform(1, 2, 60, 8);
    double[] turned = new double[rows.rows().length];
    double[][] rotation = HealthRows.rotation(2, 8);
    for (int row = 0; row < rows.count(); row++) {
      for (int i = 0; i < 8; i++) {
        for (int j = 0; j < 8; j++) {
          turned[row * 8 + i] += 3 * rotation[i][j] * rows.rows()[row * 8 + j];
        }
      }
    }
    assertEquals(1, LinearCka.of(rows, new EmbeddingSample(turned, 2, 60, 8)), 1e-12);
  }

  /** Centred first columns (1, -1, 0, 0) and (0, 0, 1, -1) share nothing; half of two is 1 / √2. */
  @Test
  void ckaOfRowsThatShareAPart() {
    EmbeddingSample first = sample(2, 1, 0, -1, 0, 0, 0, 0, 0);
    EmbeddingSample second = sample(2, 0, 0, 0, 0, 1, 0, -1, 0);
    EmbeddingSample both = sample(2, 1, 0, -1, 0, 0, 1, 0, -1);
    assertEquals(0, LinearCka.of(first, second), 1e-15);
    assertEquals(1 / Math.sqrt(2), LinearCka.of(first, both), 1e-15);
  }

  /** E‖YᵀX‖² = n D² s² and ‖XᵀX‖² = (n² D + n D²) s² for columns of variance s: D / (n + D). */
  @ParameterizedTest
  @ValueSource(ints = {4, 32, 128})
  void independentHeadsHaveWhatTheNumberOfRowsAllows(int columns) {
    EmbeddingSample first = HealthRows.uniform(1, 2, 256, columns);
    EmbeddingSample second = HealthRows.uniform(2, 2, 256, columns);
    double expected = columns / (512.0 + columns);
    assertEquals(expected, LinearCka.of(first, second), 0.35 * expected + 0.002);
  }

  @Test
  void headsOfOtherSamplesAreNotCompared() {
    assertThrows(
        IllegalArgumentException.class,
        () -> LinearCka.of(HealthRows.uniform(1, 1, 4, 2), HealthRows.uniform(1, 1, 5, 2)));
  }

  @Test
  void rowsThatAreAllTheSame() {
    double[] rows = new double[2 * 50 * 8];
    Arrays.fill(rows, 1 / Math.sqrt(8));
    EmbeddingSample same = new EmbeddingSample(rows, 2, 50, 8);
    assertEquals(1, EffectiveRank.of(same), 1e-4);
    assertEquals(0, Spread.of(same).rootMeanSquare(), 1e-9);
    assertEquals(0, Spread.of(same).least(), 1e-9);
    assertEquals(0, Distances.of(same).uniformity(), 1e-9);
    assertEquals(0, Distances.of(same).alignment(), 1e-9);
    assertEquals(0, LinearCka.of(same, HealthRows.uniform(1, 2, 50, 8)), 1e-9);
  }

  @Test
  void rowsThatUseAFewDirectionsAlike() {
    for (int directions = 1; directions <= 8; directions++) {
      double[] rows = new double[40 * directions * 8];
      for (int row = 0; row < 40 * directions; row++) {
        rows[row * 8 + row % directions] = row / directions % 2 == 0 ? 1 : -1;
      }
      EmbeddingSample sample = new EmbeddingSample(rows, 1, 40 * directions, 8);
      assertEquals(directions, EffectiveRank.of(sample), 1e-5);
      assertEquals(1, Spread.of(sample).rootMeanSquare(), 1e-12);
    }
  }

  /** Singular values 3 and 1: p = 3/4, 1/4. */
  @Test
  void effectiveRankOfTwoSingularValues() {
    EmbeddingSample sample = sample(2, 3, 0, 0, 1);
    double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    assertEquals(Math.exp(entropy), EffectiveRank.of(sample), 1e-12);
  }

  /** Views (1,0), (0,1) of one picture and (−1,0), (0,1) of another. */
  @Test
  void distancesOfFourRows() {
    EmbeddingSample sample = new EmbeddingSample(new double[] {1, 0, -1, 0, 0, 1, 0, 1}, 2, 2, 2);
    Distances distances = Distances.of(sample);
    assertEquals(2, distances.alignment(), 1e-12);
    assertEquals((4 + 2 + 2 + 0) / 4.0, distances.meanDistance(), 1e-12);
    double mean = (Math.exp(-8) + 4 * Math.exp(-4) + 1) / 6;
    assertEquals(Math.log(mean), distances.uniformity(), 1e-12);
  }

  @Test
  void oneViewHasNoAlignment() {
    assertTrue(Double.isNaN(Distances.of(HealthRows.uniform(1, 1, 9, 4)).alignment()));
    assertTrue(Double.isNaN(Distances.of(HealthRows.uniform(1, 2, 1, 4)).meanDistance()));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 128})
  void rowsUniformOnTheSphere(int columns) {
    double uniformity = 0;
    for (int draw = 0; draw < 8; draw++) {
      EmbeddingSample sample = HealthRows.uniform(draw, 1, 500, columns);
      uniformity += Distances.of(sample).uniformity() / 8;
      assertEquals(1, Spread.of(sample).rootMeanSquare(), 0.01);
      assertEquals(1, Spread.of(sample).mean(), 0.08);
    }
    assertEquals(Distances.uniformityOfSphere(columns), uniformity, 0.01);
  }

  /** On the circle: −4 + log I₀(4), I₀(4) = 11.30192195213633 (Abramowitz, Stegun, table 9.8). */
  @Test
  void uniformityOfTheCircle() {
    assertEquals(-4 + Math.log(11.30192195213633), Distances.uniformityOfSphere(2), 1e-12);
  }

  @Test
  void theSampleStandsAtEqualDistancesInAllViews() {
    int batch = 1_000;
    float[] rows = new float[2 * batch * 3];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i / 3;
    }
    EmbeddingSample sample = EmbeddingSample.of(Values.of(rows), 2, 3);
    assertEquals(512, sample.count());
    assertEquals(256, sample.samples());
    for (int i = 0; i < 256; i++) {
      assertEquals(i * 1_000 / 256, sample.rows()[i * 3]);
      assertEquals(1_000 + i * 1_000 / 256, sample.rows()[(256 + i) * 3 + 2]);
    }
    assertArrayEquals(new int[] {0, 1, 2}, EmbeddingSample.chosen(3, 2));
    assertArrayEquals(new int[] {0}, EmbeddingSample.chosen(9, 1_000));
  }

  @Test
  void shapesAreChecked() {
    double[] rows = new double[12];
    assertThrows(IllegalArgumentException.class, () -> new EmbeddingSample(rows, 2, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> new EmbeddingSample(new double[0], 2, 0, 2));
  }

  @Test
  void gradientNormsOfEncoderAndHeads() {
    NetworkSpec spec =
        new NetworkSpec(
            EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, HeadShape.projections(2, 16, 8));
    ParameterLayout layout = ParameterLayout.of(spec);
    float[] gradient = new float[layout.parameterCount()];
    layout
        .parameters()
        .forEach(
            tensor -> {
              if (tensor.name().equals("conv1.weight")) {
                gradient[tensor.offset() + 1] = 2;
              } else if (tensor.name().equals("heads.0.2.bias")) {
                gradient[tensor.offset()] = 3;
                gradient[tensor.offset() + 7] = 4;
              } else if (tensor.name().equals("heads.1.0.weight")) {
                gradient[tensor.offset()] = 6;
              }
            });
    GradientNorms expected = new GradientNorms(Math.sqrt(65), 2, List.of(5.0, 6.0));
    assertEquals(expected, GradientNorms.of(Values.of(gradient), layout, 2));
    assertEquals(Math.sqrt(61), expected.allHeads(), 1e-12);
    double[] wide = Values.of(gradient).float64();
    assertEquals(expected, GradientNorms.of(Values.of(wide), layout, 2));
  }

  private static EmbeddingSample sample(int columns, double... rows) {
    return new EmbeddingSample(rows, 1, rows.length / columns, columns);
  }
}
