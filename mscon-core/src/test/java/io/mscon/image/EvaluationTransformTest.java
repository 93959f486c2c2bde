package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EvaluationTransformTest {
  @Test
  void constantPicturesStayConstant() {
    for (int size : new int[] {1, 7, 16, 64}) {
      for (float value : transformed(TestImages.plain(33, 50, 51, 51, 51), size)) {
        assertEquals(0.2f, value, 1e-6f);
      }
    }
  }

  @Test
  void gradientsStayGradients() {
    int size = 16;
    float[] out = transformed(TestImages.gradient(136, 136), size);
    for (int x = 1; x < size - 1; x++) {
      assertEquals((8.5f * x + 4.25f - 0.5f) / 135, out[x], 0.004f, "column " + x);
      assertEquals((8.5f * x + 4.25f - 0.5f) / 135, out[(size + x) * size], 0.004f, "row " + x);
    }
  }

  @Test
  void halvingWeighsAsPillowDoes() {
    // Pillow: 4 -> 2 columns have the weights (3, 3, 1) / 7 at the border of a triangle of width 4
    DecodedImage image = TestImages.plain(4, 1, 0, 0, 0);
    image.rgb()[0] = (byte) 255;
    float[] out = transformed(image, 2);
    assertEquals(3 / 7f, out[0], 1e-6f);
    assertEquals(0, out[1], 1e-6f);
  }

  @Test
  void enlargingInterpolates() {
    DecodedImage image = new DecodedImage(2, 1, new byte[] {0, 0, 0, -1, -1, -1});
    float[] out = transformed(image, 4);
    assertArrayEquals(
        new float[] {0, 0.25f, 0.75f, 1}, new float[] {out[0], out[1], out[2], out[3]}, 1e-6f);
  }

  @Test
  void isTheSameEveryTime() {
    DecodedImage image = TestImages.gradient(90, 31);
    EvaluationTransform transform = new EvaluationTransform(Normalisation.NONE, 24);
    float[] first = new float[3 * 24 * 24];
    transform.transform(image, first, 0);
    transform.transform(TestImages.gradient(10, 200), new float[first.length], 0);
    float[] second = new float[first.length];
    transform.transform(image, second, 0);
    assertArrayEquals(first, second);
  }

  @Test
  void refusesNoSize() {
    assertThrows(
        IllegalArgumentException.class, () -> new EvaluationTransform(Normalisation.NONE, 0));
  }

  private static float[] transformed(DecodedImage image, int size) {
    float[] out = new float[3 * size * size];
    new EvaluationTransform(Normalisation.NONE, size).transform(image, out, 0);
    return out;
  }
}
