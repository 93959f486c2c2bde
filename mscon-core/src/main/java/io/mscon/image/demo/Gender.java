package io.mscon.image.demo;

/** Whom a shoe is for: proportions, the form of the toe, and a small mark for children. */
enum Gender {
  MEN("Men", 1.0, 1.0, 7, 3.0, 0.05),
  WOMEN("Women", 1.0, 0.76, 4, 1.1, 0.9),
  BOYS("Boys", 0.8, 1.1, 10, 3.5, 0.6),
  GIRLS("Girls", 0.8, 0.95, 5, 2.5, 0.85);

  private final String label;
  private final double length;
  private final double height;
  private final double sole;
  private final double toeRoundness;
  private final double paletteHue;

  Gender(
      String label,
      double length,
      double height,
      double sole,
      double toeRoundness,
      double paletteHue) {
    this.label = label;
    this.length = length;
    this.height = height;
    this.sole = sole;
    this.toeRoundness = toeRoundness;
    this.paletteHue = paletteHue;
  }

  String label() {
    return label;
  }

  /** Factor of the outline's length. */
  double length() {
    return length;
  }

  /** Factor of the upper's height. */
  double height() {
    return height;
  }

  /** Thickness of the sole in hundredths of a shoe's length. */
  double sole() {
    return sole;
  }

  /** Exponent of the toe's outline: 1 is pointed, 3 is round. */
  double toeRoundness() {
    return toeRoundness;
  }

  /** The hue, 0 to 1, around which the gender's palette lies. */
  double paletteHue() {
    return paletteHue;
  }
}
