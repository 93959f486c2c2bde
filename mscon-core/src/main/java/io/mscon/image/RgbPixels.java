package io.mscon.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/** Pixels of Java's images as packed RGB bytes, transparency composited on white. */
final class RgbPixels {
  private RgbPixels() {}

  static DecodedImage of(BufferedImage image) {
    byte[] rgb = isPlain(image.getColorModel()) ? fromSamples(image) : fromColourModel(image);
    return new DecodedImage(image.getWidth(), image.getHeight(), rgb);
  }

  /** Grey samples as red, green and blue. */
  static byte[] repeated(byte[] grey) {
    byte[] rgb = new byte[grey.length * 3];
    for (int i = 0, o = 0; i < grey.length; i++) {
      rgb[o++] = grey[i];
      rgb[o++] = grey[i];
      rgb[o++] = grey[i];
    }
    return rgb;
  }

  /**
   * Whether samples are to be taken as they stand. Java takes grey as linear light and would
   * brighten it on its way to sRGB, which no other decoder does.
   */
  private static boolean isPlain(ColorModel model) {
    boolean unsigned =
        model.getTransferType() == DataBuffer.TYPE_BYTE
            || model.getTransferType() == DataBuffer.TYPE_USHORT;
    int space = model.getColorSpace().getType();
    return model instanceof ComponentColorModel
        && unsigned
        && !model.isAlphaPremultiplied()
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB);
  }

  private static byte[] fromSamples(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    int colours = model.getNumColorComponents();
    int bands = raster.getNumBands();
    int[] largest = new int[bands];
    for (int b = 0; b < bands; b++) {
      largest[b] = (1 << model.getComponentSize(b)) - 1;
    }
    byte[] rgb = new byte[raster.getWidth() * raster.getHeight() * 3];
    int[] row = new int[raster.getWidth() * bands];
    for (int y = 0, o = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
      for (int i = 0; i < row.length; i += bands) {
        int alpha = bands > colours ? to8Bits(row[i + colours], largest[colours]) : 255;
        for (int c = 0; c < 3; c++) {
          int band = colours == 1 ? 0 : c;
          rgb[o++] = onWhite(to8Bits(row[i + band], largest[band]), alpha);
        }
      }
    }
    return rgb;
  }

  private static byte[] fromColourModel(BufferedImage image) {
    int width = image.getWidth();
    byte[] rgb = new byte[width * image.getHeight() * 3];
    int[] row = new int[width];
    for (int y = 0, o = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int pixel : row) {
        int alpha = pixel >>> 24;
        rgb[o++] = onWhite(pixel >> 16 & 0xff, alpha);
        rgb[o++] = onWhite(pixel >> 8 & 0xff, alpha);
        rgb[o++] = onWhite(pixel & 0xff, alpha);
      }
    }
    return rgb;
  }

  private static int to8Bits(int sample, int largest) {
    return largest == 255 ? sample : (int) ((sample * 255L + largest / 2) / largest);
  }

  private static byte onWhite(int sample, int alpha) {
    return (byte) ((sample * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}
