package io.mscon.image.demo;

/** Who makes a shoe: a mark on its side and the look of its sole. All names are invented. */
enum Brand {
  ALDER("Alder & Daughters", SoleStyle.PLAIN),
  BROOKMERE("Brookmere", SoleStyle.TEETH),
  CORVANE("Corvane", SoleStyle.LAYERS),
  DUNEWALK("Dune Walk", SoleStyle.DOTS),
  EMBERLY("Emberly", SoleStyle.PLAIN),
  FJORDEN("Fjorden", SoleStyle.TEETH),
  GALEHOUSE("Galehouse", SoleStyle.LAYERS),
  HARROWAY("Harroway", SoleStyle.DOTS),
  INDIGROVE("Indigrove", SoleStyle.PLAIN),
  JUNIPEL("Junipel", SoleStyle.TEETH);

  /** How a sole's side is drawn. */
  enum SoleStyle {
    PLAIN,
    TEETH,
    LAYERS,
    DOTS
  }

  private final String label;
  private final SoleStyle sole;

  Brand(String label, SoleStyle sole) {
    this.label = label;
    this.sole = sole;
  }

  String label() {
    return label;
  }

  SoleStyle sole() {
    return sole;
  }

  /** What the brand makes more often than others do; different steps, so that no two agree. */
  Category favouriteCategory() {
    return Category.values()[ordinal() % 4];
  }

  Closure favouriteClosure() {
    return Closure.values()[(ordinal() * 2 + 1) % 5];
  }

  Gender favouriteGender() {
    return Gender.values()[(ordinal() / 3 + 1) % 4];
  }
}
