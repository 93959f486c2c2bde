package io.mscon.image.demo;

/**
 * How hard the demo corpus is. The labels show in structure (outline, marks, proportions); what is
 * here hides them from anything that compares pixels: pose, colours, background, light.
 */
final class DemoKnobs {
  /** Width and height of a picture in pixels, as in UT-Zap50K's square pictures. */
  static final int PICTURE_SIZE = 136;

  /** Pictures are drawn this many times larger and averaged down, which smooths edges. */
  static final int OVERSAMPLING = 2;

  /** Quality of the JPEG encoder, 0 to 1. */
  static final float JPEG_QUALITY = 0.9f;

  /** Least and greatest length of a shoe as a share of the picture's width. More range: harder. */
  static final double LENGTH_MIN = 0.8;

  /** See {@link #LENGTH_MIN}. */
  static final double LENGTH_MAX = 0.95;

  /** Greatest rotation to either side in degrees. More: harder. */
  static final double ROTATION_DEGREES = 8;

  /** Greatest shift from the middle as a share of the picture's width. More: harder. */
  static final double SHIFT = 0.06;

  /** How often a shoe faces the other way. 0.5 is hardest. */
  static final double MIRRORED = 0.5;

  /** Greatest change of each proportion of the outline, as a share. More: gender is harder. */
  static final double PROPORTION_JITTER = 0.08;

  /** How often the colours come from the gender's palette instead of any palette. */
  static final double PALETTE_LOYALTY = 0.25;

  /**
   * The darkest ground behind a shoe, in grey levels of 255; the brightest is white. Less: shoes
   * are brighter than their ground as often as darker, which is hard to tell apart by pixels.
   */
  static final int GROUND_MIN = 150;

  /** Shapes strewn behind the shoe: the most there can be. More: harder. */
  static final int CLUTTER = 3;

  /** Greatest distance of clutter from the background, in grey levels of 255. */
  static final int CLUTTER_CONTRAST = 50;

  /** Greatest change of light from one side of the picture to the other, as a share. */
  static final double LIGHT_GRADIENT = 0.35;

  /** Standard deviation of the noise of each sample, in grey levels of 255. */
  static final double NOISE = 5;

  /** Distance of a material's texture from its ground, in grey levels of 255. */
  static final int TEXTURE_CONTRAST = 18;

  /** Least distance in brightness (0 to 1) between a mark and what it is drawn on. */
  static final double MARK_CONTRAST = 0.55;

  /** Factor of how wide the marks of closures are. Less: closure is harder. */
  static final double CLOSURE_WIDTH = 2.2;

  /** Half the width of a brand's mark, in hundredths of a shoe's length. Less: brand is harder. */
  static final double MARK_SIZE = 15;

  /**
   * How often a brand makes its favourite instead of anything, separately for category, closure and
   * gender. It keeps a trace of the brand in features trained on the labels; so much that brand can
   * be read from the labels alone would be too much.
   */
  static final double BRAND_AFFINITY = 0.2;

  /** How often a cell of the table is empty. */
  static final double MISSING = 0.03;

  /** How often the heel's height is not told, which UT-Zap50K often does not. */
  static final double MISSING_HEEL = 0.15;

  /** How often a shoe has two materials. */
  static final double SECOND_MATERIAL = 0.4;

  private DemoKnobs() {}
}
