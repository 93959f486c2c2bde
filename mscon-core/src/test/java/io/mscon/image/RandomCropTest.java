package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import org.junit.jupiter.api.Test;

class RandomCropTest {
  private static final int DRAWS = 20_000;
  private static final AugmentationOptions HALF =
      new AugmentationOptions(0.2, 0.5, 0, 0, 0, 0, 0, 0, 0);

  @Test
  void areasAreUniformAndRatiosLogUniform() {
    double area = 0;
    double logRatio = 0;
    double squaredLogRatio = 0;
    double left = 0;
    for (int i = 0; i < DRAWS; i++) {
      CropWindow window = draw(i, HALF, 400, 400);
      double ratio = StrictMath.log((double) window.width() / window.height());
      area += window.width() * window.height() / 160_000.0;
      logRatio += ratio;
      squaredLogRatio += ratio * ratio;
      left += window.left() / (double) Math.max(1, 400 - window.width());
    }
    double widest = StrictMath.log(4.0 / 3.0);
    assertEquals(0.35, area / DRAWS, 0.003);
    assertEquals(0, logRatio / DRAWS, 0.005);
    assertEquals(widest * widest / 3, squaredLogRatio / DRAWS, 0.001);
    assertEquals(0.5, left / DRAWS, 0.01);
  }

  @Test
  void windowsLieInsideThePicture() {
    for (int i = 0; i < DRAWS; i++) {
      CropWindow window = draw(i, AugmentationOptions.SUPERVISED_CONTRASTIVE, 31, 17);
      assertTrue(window.left() >= 0 && window.left() + window.width() <= 31);
      assertTrue(window.top() >= 0 && window.top() + window.height() <= 17);
      assertTrue(window.width() > 0 && window.height() > 0);
    }
  }

  @Test
  void fallsBackToTheCentre() {
    AugmentationOptions whole = new AugmentationOptions(1, 1, 0, 0, 0, 0, 0, 0, 0);
    assertEquals(new CropWindow(433, 0, 133, 100), draw(1, whole, 1000, 100));
    assertEquals(new CropWindow(0, 433, 100, 133), draw(1, whole, 100, 1000));
  }

  private static CropWindow draw(int i, AugmentationOptions options, int width, int height) {
    RandomStream random = RandomStream.of(3, RandomUse.AUGMENTATION, i);
    return RandomCrop.draw(random, options, width, height);
  }
}
