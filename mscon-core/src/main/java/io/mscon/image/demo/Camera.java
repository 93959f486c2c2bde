package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.awt.image.BufferedImage;

/** Turns what was drawn into a picture: averages it down, lights it from one side, adds noise. */
final class Camera {
  private static final int BYTES_OF_A_SAMPLE = 4;

  // Standard deviation of the sum of four uniform bytes.
  private static final double SUM_DEVIATION = Math.sqrt(BYTES_OF_A_SAMPLE * (256.0 * 256 - 1) / 12);
  private static final double SUM_MEAN = BYTES_OF_A_SAMPLE * 127.5;

  private final double lightX;
  private final double lightY;

  Camera(RandomStream random) {
    lightX = DemoKnobs.LIGHT_GRADIENT * random.nextDouble(-0.5, 0.5);
    lightY = DemoKnobs.LIGHT_GRADIENT * random.nextDouble(-0.5, 0.5);
  }

  BufferedImage take(BufferedImage drawing, RandomStream noise) {
    int size = DemoKnobs.PICTURE_SIZE;
    int stride = size * DemoKnobs.OVERSAMPLING;
    int[] drawn = drawing.getRGB(0, 0, stride, stride, null, 0, stride);
    int[] taken = new int[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int corner = (y * stride + x) * DemoKnobs.OVERSAMPLING;
        double light = light(x, y);
        taken[y * size + x] = expose(drawn, corner, light, noise.nextLong());
      }
    }
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, size, size, taken, 0, size);
    return picture;
  }

  private double light(int x, int y) {
    double unit = DemoKnobs.PICTURE_SIZE / 2.0;
    return 1 + lightX * (x / unit - 1) + lightY * (y / unit - 1);
  }

  private static int expose(int[] drawn, int corner, double light, long draw) {
    double common = deviation(draw, 0);
    double own = 0.3 * deviation(draw, 32);
    int red = level(mean(drawn, corner, 16) * light + common + own);
    int green = level(mean(drawn, corner, 8) * light + common);
    int blue = level(mean(drawn, corner, 0) * light + common - own);
    return red << 16 | green << 8 | blue;
  }

  private static double mean(int[] drawn, int corner, int channel) {
    int scale = DemoKnobs.OVERSAMPLING;
    int stride = DemoKnobs.PICTURE_SIZE * scale;
    int sum = 0;
    for (int y = 0; y < scale; y++) {
      for (int x = 0; x < scale; x++) {
        sum += drawn[corner + y * stride + x] >> channel & 0xff;
      }
    }
    return (double) sum / (scale * scale);
  }

  private static int level(double value) {
    return (int) Math.max(0, Math.min(255, Math.rint(value)));
  }

  /** Nearly normal, from four bytes of a draw: pictures have a lot of pixels. */
  private static double deviation(long draw, int firstBit) {
    int sum = 0;
    for (int i = 0; i < BYTES_OF_A_SAMPLE; i++) {
      sum += (int) (draw >>> firstBit + 8 * i & 0xff);
    }
    return (sum - SUM_MEAN) / SUM_DEVIATION * DemoKnobs.NOISE;
  }
}
