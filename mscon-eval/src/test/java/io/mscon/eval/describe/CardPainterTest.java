package io.mscon.eval.describe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.page.Thumbnail;
import io.mscon.image.Augmentation;
import io.mscon.image.AugmentationOptions;
import io.mscon.image.DecodedImage;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import io.mscon.image.Normalisation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CardPainterTest {
  private static final int SIZE = 48;
  private static final int JPEG_ERROR = 12;

  private final CardPainter.Settings settings =
      CardPainter.Settings.of(
          OddDataset.configuration("image.size=" + SIZE, "seed=7", "augmentation.hue=0.2"));

  @Test
  void viewsAreThoseOfTheFirstEpoch() throws IOException, ImageRejectedException {
    byte[] encoded = picture(60, 40);
    CardPictures card = paint("shoe", encoded);
    AugmentationOptions options =
        new AugmentationOptions(0.2, 1, 0.5, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2);
    Augmentation augmentation = new Augmentation(options, Normalisation.NONE, SIZE);
    float[] planes = new float[3 * SIZE * SIZE];
    try (ImageDecoder decoder = new ImageDecoder()) {
      for (int view = 0; view < 2; view++) {
        augmentation.augment(decoder.decode(encoded), 7, 0, "shoe", view, planes, 0);
        assertEquals(0, meanDifference(planes, card.views().get(view)), JPEG_ERROR);
        assertTrue(meanDifference(planes, card.views().get(1 - view)) > JPEG_ERROR);
      }
    }
  }

  private static double meanDifference(float[] planes, byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertEquals(SIZE, image.getWidth());
    assertEquals(SIZE, image.getHeight());
    double sum = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      Color colour = new Color(image.getRGB(i % SIZE, i / SIZE));
      sum += Math.abs(colour.getRed() - 255 * planes[i]);
      sum += Math.abs(colour.getGreen() - 255 * planes[SIZE * SIZE + i]);
      sum += Math.abs(colour.getBlue() - 255 * planes[2 * SIZE * SIZE + i]);
    }
    return sum / (3 * SIZE * SIZE);
  }

  @Test
  void largePicturesAreMadeSmallerAndSmallOnesStay() throws IOException {
    BufferedImage large =
        ImageIO.read(new ByteArrayInputStream(paint("a", picture(800, 200)).picture()));
    assertEquals(192, large.getWidth());
    assertEquals(48, large.getHeight());
    BufferedImage small =
        ImageIO.read(new ByteArrayInputStream(paint("a", picture(30, 20)).picture()));
    assertEquals(30, small.getWidth());
    assertEquals(20, small.getHeight());
  }

  @Test
  void aThumbnailAveragesWhatItCovers() {
    byte[] rgb = new byte[4 * 2 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i % 3 == 0 ? 200 : i);
    }
    DecodedImage image = new DecodedImage(4, 2, rgb);
    // Green of the left half's pixels: 1, 4, 13, 16; of the right half's 7, 10, 19, 22.
    assertArrayEquals(new int[] {0xC8090A, 0xC80F10}, Thumbnail.of(image, 2));
    assertEquals(8, Thumbnail.of(image, 4).length);
  }

  @Test
  void aDamagedPictureIsTold() throws IOException {
    CardPictures card = paint("a", new byte[] {1, 2, 3});
    assertFalse(card.readable());
    assertFalse(card.problem().isEmpty());
    assertEquals(0, card.views().size());
  }

  private CardPictures paint(String id, byte[] encoded) throws IOException {
    try (CardPainter painter = new CardPainter(settings)) {
      return painter.paint(id, encoded);
    }
  }

  private static byte[] picture(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0xCC7722));
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(new Color(0x3355AA));
    graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
