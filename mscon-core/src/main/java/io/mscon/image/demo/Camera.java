package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.awt.image.BufferedImage;

/** Turns what was drawn into a picture: averages it down, lights it from one side, adds noise. */
final class Camera {
  private static final int BYTES_OF_A_DRAW = 8;

  // Standard deviation of the sum of eight uniform bytes.
  private static final double SUM_DEVIATION = Math.sqrt(BYTES_OF_A_DRAW * (256.0 * 256 - 1) / 12);
  private static final double SUM_MEAN = BYTES_OF_A_DRAW * 127.5;

  private final double lightX;
  private final double lightY;

  Camera(RandomStream random) {
    lightX = DemoKnobs.LIGHT_GRADIENT * random.nextDouble(-0.5, 0.5);
    lightY = DemoKnobs.LIGHT_GRADIENT * random.nextDouble(-0.5, 0.5);
  }

  BufferedImage take(BufferedImage drawing, RandomStream noise) {
    int size = DemoKnobs.PICTURE_SIZE;
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    int scale = DemoKnobs.OVERSAMPLING;
    int[] block = new int[scale * scale];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        drawing.getRGB(x * scale, y * scale, scale, scale, block, 0, scale);
        picture.setRGB(x, y, expose(block, light(x, y), noise.nextLong(), noise.nextLong()));
      }
    }
    return picture;
  }

  private double light(int x, int y) {
    double unit = DemoKnobs.PICTURE_SIZE / 2.0;
    return 1 + lightX * (x / unit - 1) + lightY * (y / unit - 1);
  }

  private static int expose(int[] block, double light, long grain, long tint) {
    double common = deviation(grain);
    double own = 0.3 * deviation(tint);
    int red = level(block, 16, light, common + own);
    int green = level(block, 8, light, common);
    int blue = level(block, 0, light, common - own);
    return red << 16 | green << 8 | blue;
  }

  private static int level(int[] block, int channel, double light, double noise) {
    int sum = 0;
    for (int pixel : block) {
      sum += pixel >> channel & 0xff;
    }
    double value = light * sum / block.length + noise;
    return (int) Math.max(0, Math.min(255, Math.rint(value)));
  }

  /** Nearly normal, from the bytes of one draw: pictures have a lot of pixels. */
  private static double deviation(long draw) {
    int sum = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      sum += (int) (draw >>> shift & 0xff);
    }
    return (sum - SUM_MEAN) / SUM_DEVIATION * DemoKnobs.NOISE;
  }
}
