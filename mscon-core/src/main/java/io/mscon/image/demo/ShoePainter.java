package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Draws a shoe in the units of its outline. */
final class ShoePainter {
  private static final BasicStroke EDGE = new BasicStroke(1.3f);
  private static final BasicStroke STRAP = new BasicStroke(5f);

  private final Graphics2D graphics;
  private final Outline outline;
  private final Palette palette;
  private final DemoShoe shoe;

  ShoePainter(Graphics2D graphics, Outline outline, Palette palette) {
    this.graphics = graphics;
    this.outline = outline;
    this.palette = palette;
    shoe = outline.shoe();
  }

  void paint(RandomStream random) {
    if (shoe.category() == Category.SANDALS) {
      paintAnkleStrap();
    }
    fill(outline.upper(), palette.upper());
    paintMaterials(random);
    paintSole();
    if (shoe.category() == Category.SLIPPERS) {
      paintFur();
    }
    paintChildrensMark();
    paintClosure();
    paintBrand();
    drawEdges();
  }

  private void fill(Shape shape, Color colour) {
    graphics.setColor(colour);
    graphics.fill(shape);
  }

  private void paintAnkleStrap() {
    graphics.setColor(Palette.shifted(palette.upper(), -15));
    graphics.setStroke(STRAP);
    double ankle = outline.bed(10) + 36;
    graphics.draw(
        Shapes.line(
            4, outline.bed(4), 3, ankle, 30, ankle + 2, 42, ankle - 6, 46, outline.bed(46) + 16));
  }

  private void paintMaterials(RandomStream random) {
    Shape before = graphics.getClip();
    graphics.setClip(outline.upper());
    Texture.paint(graphics, shoe.materials().get(0), palette.upper(), random, 0);
    if (shoe.materials().size() > 1) {
      double begin = shoe.category() == Category.SANDALS ? 56 : 72;
      graphics.setClip(outline.upperBeyond(begin));
      fill(outline.upper(), Palette.shifted(palette.upper(), -DemoKnobs.TEXTURE_CONTRAST));
      Texture.paint(graphics, shoe.materials().get(1), palette.upper(), random, begin);
    }
    graphics.setClip(before);
  }

  private void paintSole() {
    Shape sole = outline.soleShape();
    fill(sole, palette.sole());
    Shape before = graphics.getClip();
    graphics.setClip(sole);
    graphics.setColor(Palette.shifted(palette.sole(), brightSole() ? -70 : 70));
    switch (shoe.brand().sole()) {
      case PLAIN -> {}
      case TEETH -> paintTeeth();
      case LAYERS -> paintLayer();
      case DOTS -> paintDots();
    }
    graphics.setClip(before);
  }

  private boolean brightSole() {
    return palette.sole().getGreen() > 127;
  }

  private void paintTeeth() {
    for (double x = 0; x < 102; x += 7) {
      graphics.fill(Shapes.rectangle(x, 0, 3, outline.bed(x)));
    }
  }

  private void paintLayer() {
    Path2D layer = new Path2D.Double();
    for (double x = 0; x < 102; x++) {
      layer.append(Shapes.rectangle(x, 0, 1.2, outline.bed(x) - outline.sole() / 2), false);
    }
    graphics.fill(layer);
  }

  private void paintDots() {
    for (double x = 3; x < 100; x += 8) {
      double y = outline.bed(x) - outline.sole() / 2;
      graphics.fill(Shapes.ellipse(x, y, 2.2, outline.sole() * 0.3));
    }
  }

  private void paintFur() {
    graphics.setColor(palette.closure());
    for (double y = outline.bed(36); y < outline.top(37); y += 4) {
      graphics.fill(Shapes.ellipse(36, y, 4.5, 4.5));
    }
  }

  private void paintChildrensMark() {
    if (shoe.gender() == Gender.BOYS) {
      fill(outline.upperBeyond(88), palette.sole());
    } else if (shoe.gender() == Gender.GIRLS) {
      double x = shoe.category() == Category.SANDALS ? 75 : 88;
      double y = outline.top(x);
      fill(Shapes.polygon(x, y, x - 7, y + 5, x - 7, y - 5), palette.mark());
      fill(Shapes.polygon(x, y, x + 7, y + 5, x + 7, y - 5), palette.mark());
    }
  }

  private void paintClosure() {
    switch (shoe.category()) {
      case SHOES -> paintClosure(43, outline.top(43) - 7, 72, outline.top(72) - 6);
      case BOOTS -> paintClosure(30, outline.top(30) - 6, 34, outline.bed(34) + 18);
      case SANDALS -> paintClosure(62, outline.bed(62) + 8, 86, outline.bed(86) + 7);
      case SLIPPERS -> paintClosure(42, outline.top(42) - 9, 66, outline.top(66) - 8);
    }
  }

  private void paintClosure(double fromX, double fromY, double toX, double toY) {
    ClosureMark.paint(graphics, shoe.closure(), palette, fromX, fromY, toX, toY);
  }

  private void paintBrand() {
    double size = DemoKnobs.MARK_SIZE;
    switch (shoe.category()) {
      case SHOES -> paintBrand(22, outline.bed(22) + size + 1, size);
      case BOOTS -> paintBrand(14, outline.bed(14) + size + 14, size);
      case SANDALS -> paintBrand(30, outline.bed(30) + size + 1, size);
      case SLIPPERS -> paintBrand(80, outline.bed(80) + size * 0.75, size * 0.8);
    }
  }

  private void paintBrand(double x, double y, double size) {
    fill(BrandMark.at(shoe.brand(), x, y, size), palette.mark());
  }

  private void drawEdges() {
    graphics.setStroke(EDGE);
    graphics.setColor(Palette.shifted(palette.upper(), -60));
    graphics.draw(outline.upper());
    graphics.setColor(Palette.shifted(palette.sole(), -60));
    graphics.draw(outline.soleShape());
  }
}
