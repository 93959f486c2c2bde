package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import org.junit.jupiter.api.Test;

class ColourJitterTest {
  private static final int[] ORDER = {0, 1, 2, 3};

  @Test
  void turnsPrimaryColoursAroundTheCircle() {
    assertArrayEquals(new float[] {0, 1, 0}, turned(1 / 3f, 1, 0, 0), 1e-5f);
    assertArrayEquals(new float[] {0, 0, 1}, turned(-1 / 3f, 1, 0, 0), 1e-5f);
    assertArrayEquals(new float[] {0, 1, 1}, turned(0.5f, 1, 0, 0), 1e-5f);
    assertArrayEquals(new float[] {1, 1, 0}, turned(1 / 6f, 1, 0, 0), 1e-5f);
    assertArrayEquals(new float[] {1, 0, 1}, turned(1 / 6f, 0, 0, 1), 1e-5f);
    assertArrayEquals(new float[] {1, 0, 0}, turned(0.5f, 0, 1, 1), 1e-5f);
  }

  @Test
  void turningAgreesWithPythonsColorsys() {
    // colorsys.hsv_to_rgb of rgb_to_hsv(0.8, 0.3, 0.5) with 0.1 added to the hue
    assertArrayEquals(new float[] {0.8f, 0.4f, 0.3f}, turned(0.1f, 0.8f, 0.3f, 0.5f), 1e-5f);
  }

  @Test
  void turningBackRestores() {
    float[] there = turned(0.37f, 0.2f, 0.9f, 0.4f);
    float[] back = turned(-0.37f, there[0], there[1], there[2]);
    assertArrayEquals(new float[] {0.2f, 0.9f, 0.4f}, back, 1e-5f);
  }

  @Test
  void greyHasNoHueToTurn() {
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f}, turned(0.3f, 0.5f, 0.5f, 0.5f));
  }

  @Test
  void brightnessMultipliesAndClamps() {
    float[] pixel = {0.2f, 0.5f, 0.9f};
    new ColourJitter(ORDER, 1.5f, 1, 1, 0).apply(pixel, 0, 1);
    assertArrayEquals(new float[] {0.3f, 0.75f, 1}, pixel, 1e-6f);
  }

  @Test
  void contrastOfZeroLeavesTheMeanGrey() {
    float[] planes = {0, 1, 0, 1, 0, 1};
    new ColourJitter(ORDER, 1, 0, 1, 0).apply(planes, 0, 2);
    assertArrayEquals(new float[] {.5f, .5f, .5f, .5f, .5f, .5f}, planes, 1e-6f);
  }

  @Test
  void saturationOfZeroLeavesEachPixelsGrey() {
    float[] planes = {1, 0, 0, 1, 0, 0};
    new ColourJitter(ORDER, 1, 1, 0, 0).apply(planes, 0, 2);
    assertArrayEquals(new float[] {.299f, .587f, .299f, .587f, .299f, .587f}, planes, 1e-6f);
  }

  @Test
  void theOrderMatters() {
    float[] brightFirst = {0.8f, 0.2f, 0.2f};
    float[] greyFirst = brightFirst.clone();
    new ColourJitter(new int[] {0, 1, 2, 3}, 2, 1, 0, 0).apply(brightFirst, 0, 1);
    new ColourJitter(new int[] {2, 1, 0, 3}, 2, 1, 0, 0).apply(greyFirst, 0, 1);
    assertEquals(0.299f + 0.701f * 0.4f, brightFirst[0], 1e-6f);
    assertEquals(2 * (0.299f * 0.8f + 0.701f * 0.2f), greyFirst[0], 1e-6f);
  }

  @Test
  void factorsCoverTheirRanges() {
    AugmentationOptions options = new AugmentationOptions(1, 1, 0, 1, 0.4, 0.3, 2, 0.1, 0);
    double[] least = {9, 9, 9, 9};
    double[] greatest = {-9, -9, -9, -9};
    int[] firsts = new int[4];
    for (int i = 0; i < 4000; i++) {
      RandomStream random = RandomStream.of(5, RandomUse.AUGMENTATION, i);
      ColourJitter jitter = ColourJitter.draw(random, options);
      firsts[jitter.order()[0]]++;
      float[] drawn = {jitter.brightness(), jitter.contrast(), jitter.saturation(), jitter.hue()};
      for (int j = 0; j < 4; j++) {
        least[j] = Math.min(least[j], drawn[j]);
        greatest[j] = Math.max(greatest[j], drawn[j]);
      }
    }
    assertArrayEquals(new double[] {0.6, 0.7, 0, -0.1}, least, 0.01);
    assertArrayEquals(new double[] {1.4, 1.3, 3, 0.1}, greatest, 0.01);
    for (int first : firsts) {
      assertEquals(1000, first, 120);
    }
  }

  private static float[] turned(float hue, float red, float green, float blue) {
    float[] pixel = {red, green, blue};
    new ColourJitter(ORDER, 1, 1, 1, hue).apply(pixel, 0, 1);
    return pixel;
  }
}
