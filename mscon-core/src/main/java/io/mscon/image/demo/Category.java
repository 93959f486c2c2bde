package io.mscon.image.demo;

/** What kind of footwear: the outline of the upper. */
enum Category {
  SHOES("Shoes"),
  BOOTS("Boots"),
  SANDALS("Sandals"),
  SLIPPERS("Slippers");

  private final String label;

  Category(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The folder below the category, by what the shoe looks like. */
  String subCategory(Closure closure, HeelHeight heel, double shaft) {
    return switch (this) {
      case SHOES -> {
        if (heel.high()) {
          yield "Heels";
        }
        yield closure == Closure.LACE_UP ? "Sneakers and Athletic Shoes" : "Loafers";
      }
      case BOOTS -> shaft < 0.33 ? "Ankle" : shaft < 0.66 ? "Mid-Calf" : "Knee High";
      case SANDALS -> heel.high() ? "Heel" : "Flat";
      case SLIPPERS -> heel.high() ? "Slipper Heels" : "Slipper Flats";
    };
  }
}
