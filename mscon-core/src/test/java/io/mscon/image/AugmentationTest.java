package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final int SIZE = 16;
  private static final int VALUES = 3 * SIZE * SIZE;
  private static final AugmentationOptions UNCHANGED =
      new AugmentationOptions(1, 1, 0, 0, 0, 0, 0, 0, 0);
  private static final DecodedImage IMAGE = TestImages.gradient(40, 30);

  private final Augmentation augmentation =
      new Augmentation(AugmentationOptions.SUPERVISED_CONTRASTIVE, Normalisation.IMAGENET, SIZE);

  @Test
  void isAFunctionOfItsArgumentsWhateverCameBefore() {
    float[] first = view(augmentation, 1, 2, "shoe", 0);
    view(augmentation, 1, 2, "boot", 1);
    augmentation.augment(TestImages.gradient(136, 136), 1, 2, "big", 0, new float[VALUES], 0);
    Augmentation other =
        new Augmentation(AugmentationOptions.SUPERVISED_CONTRASTIVE, Normalisation.IMAGENET, SIZE);
    assertArrayEquals(first, view(augmentation, 1, 2, "shoe", 0));
    assertArrayEquals(first, view(other, 1, 2, "shoe", 0));
  }

  @Test
  void everyArgumentMakesAnotherView() {
    float[] view = view(augmentation, 1, 2, "shoe", 0);
    assertFalse(Arrays.equals(view, view(augmentation, 9, 2, "shoe", 0)), "seed");
    assertFalse(Arrays.equals(view, view(augmentation, 1, 3, "shoe", 0)), "epoch");
    assertFalse(Arrays.equals(view, view(augmentation, 1, 2, "sho", 0)), "id");
    assertFalse(Arrays.equals(view, view(augmentation, 1, 2, "shoe", 1)), "view");
  }

  @Test
  void writesOnlyItsOwnPlace() {
    float[] out = new float[VALUES + 20];
    Arrays.fill(out, 77);
    augmentation.augment(IMAGE, 1, 2, "shoe", 0, out, 10);
    assertArrayEquals(
        view(augmentation, 1, 2, "shoe", 0), Arrays.copyOfRange(out, 10, VALUES + 10));
    for (int i = 0; i < 10; i++) {
      assertEquals(77, out[i]);
      assertEquals(77, out[VALUES + 10 + i]);
    }
  }

  @Test
  void refusesAnArrayThatIsTooShort() {
    float[] out = new float[VALUES];
    assertThrows(
        IllegalArgumentException.class, () -> augmentation.augment(IMAGE, 1, 2, "shoe", 0, out, 1));
  }

  @Test
  void withoutChangesColoursStayExactly() {
    Augmentation none = new Augmentation(UNCHANGED, Normalisation.NONE, SIZE);
    DecodedImage image = TestImages.gradient(SIZE, SIZE);
    float[] out = new float[VALUES];
    none.augment(image, 1, 2, "shoe", 0, out, 0);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(image.sample(x, y, c) / 255f, out[(c * SIZE + y) * SIZE + x]);
        }
      }
    }
  }

  @Test
  void jitterOfNoStrengthChangesNothing() {
    AugmentationOptions weak = new AugmentationOptions(1, 1, 0, 1, 0, 0, 0, 0, 0);
    assertArrayEquals(
        view(new Augmentation(UNCHANGED, Normalisation.NONE, SIZE), 1, 2, "shoe", 0),
        view(new Augmentation(weak, Normalisation.NONE, SIZE), 1, 2, "shoe", 0));
  }

  @Test
  void mirrorsWithTheGivenProbability() {
    AugmentationOptions mirroring = new AugmentationOptions(1, 1, 0.3, 0, 0, 0, 0, 0, 0);
    Augmentation flips = new Augmentation(mirroring, Normalisation.NONE, SIZE);
    DecodedImage image = TestImages.gradient(SIZE, SIZE);
    int mirrored = 0;
    float[] out = new float[VALUES];
    for (int i = 0; i < 4000; i++) {
      flips.augment(image, 1, 0, "id" + i, 0, out, 0);
      boolean reversed = out[0] > out[SIZE - 1];
      assertEquals(1f, reversed ? out[0] : out[SIZE - 1]);
      mirrored += reversed ? 1 : 0;
    }
    assertEquals(0.3, mirrored / 4000.0, 0.03);
  }

  @Test
  void losesColoursWithTheGivenProbability() {
    AugmentationOptions greying = new AugmentationOptions(1, 1, 0, 0, 0, 0, 0, 0, 0.2);
    Augmentation greys = new Augmentation(greying, Normalisation.NONE, SIZE);
    DecodedImage image = TestImages.plain(8, 8, 200, 100, 50);
    int grey = 0;
    float[] out = new float[VALUES];
    for (int i = 0; i < 4000; i++) {
      greys.augment(image, 1, 0, "id" + i, 0, out, 0);
      grey += out[0] == out[VALUES - 1] ? 1 : 0;
    }
    assertEquals(0.2, grey / 4000.0, 0.03);
  }

  @Test
  void normalisesWithTheStatisticsOfImageNet() {
    Augmentation plain = new Augmentation(UNCHANGED, Normalisation.IMAGENET, SIZE);
    float[] out = new float[VALUES];
    plain.augment(TestImages.plain(20, 20, 255, 0, 51), 1, 0, "id", 0, out, 0);
    assertEquals((1 - 0.485) / 0.229, out[0], 1e-5);
    assertEquals(-0.456 / 0.224, out[SIZE * SIZE], 1e-5);
    assertEquals((0.2 - 0.406) / 0.225, out[2 * SIZE * SIZE], 1e-5);
  }

  @Test
  void staysInRangeWithTheStrongestJitter() {
    AugmentationOptions strong = new AugmentationOptions(0.08, 1, 0.5, 1, 2, 2, 2, 0.5, 0);
    Augmentation wild = new Augmentation(strong, Normalisation.NONE, SIZE);
    for (int i = 0; i < 500; i++) {
      for (float value : view(wild, 1, 0, "id" + i, 0)) {
        assertTrue(value >= 0 && value <= 1.000001f, "value " + value);
      }
    }
  }

  @Test
  void refusesImpossibleOptions() {
    assertThrows(
        IllegalArgumentException.class, () -> new AugmentationOptions(0, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AugmentationOptions(0.5, 1, 0, 0, 0, 0, 0, 0.6, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AugmentationOptions(0.5, 1, Double.NaN, 0, 0, 0, 0, 0, 0));
  }

  private static float[] view(
      Augmentation augmentation, long seed, int epoch, String id, int view) {
    float[] out = new float[VALUES];
    augmentation.augment(IMAGE, seed, epoch, id, view, out, 0);
    return out;
  }
}
