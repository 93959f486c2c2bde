package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Makes the picture of a shoe. Each kind of chance has a stream of its own. */
final class Photographer {
  private static final int OUTLINE = 1;
  private static final int COLOURS = 2;
  private static final int POSE = 3;
  private static final int TEXTURE = 4;
  private static final int BACKDROP = 5;
  private static final int LIGHT = 6;
  private static final int NOISE = 7;

  private final long seed;

  Photographer(long seed) {
    this.seed = seed;
  }

  BufferedImage picture(DemoShoe shoe, int index) {
    int canvas = DemoKnobs.PICTURE_SIZE * DemoKnobs.OVERSAMPLING;
    BufferedImage drawing = new BufferedImage(canvas, canvas, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawing.createGraphics();
    try {
      // Without these two, edges would be left to the graphics library's taste.
      graphics.setRenderingHint(
          RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      draw(graphics, shoe, index, canvas);
    } finally {
      graphics.dispose();
    }
    return new Camera(stream(index, LIGHT)).take(drawing, stream(index, NOISE));
  }

  private void draw(Graphics2D graphics, DemoShoe shoe, int index, int canvas) {
    Backdrop.paint(graphics, stream(index, BACKDROP), canvas);
    Outline outline = new Outline(shoe, stream(index, OUTLINE));
    AffineTransform pose = Pose.draw(stream(index, POSE), outline, canvas);
    Palette palette = Palette.draw(stream(index, COLOURS), shoe.gender());
    graphics.transform(pose);
    new ShoePainter(graphics, outline, palette).paint(stream(index, TEXTURE));
  }

  private RandomStream stream(int index, int use) {
    return RandomStream.of(seed, RandomUse.DEMO_CORPUS, index, use);
  }
}
