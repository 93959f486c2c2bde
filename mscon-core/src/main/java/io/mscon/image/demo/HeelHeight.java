package io.mscon.image.demo;

/** The heights of heels as UT-Zap50K writes them. */
enum HeelHeight {
  FLAT("Flat", 0),
  UNDER_1("Under 1in", 4),
  FROM_1("1in - 1 3/4in", 10),
  FROM_2("2in - 2 3/4in", 16),
  FROM_3("3in - 3 3/4in", 23),
  FROM_4("4in & over", 30);

  private final String label;
  private final double rise;

  HeelHeight(String label, double rise) {
    this.label = label;
    this.rise = rise;
  }

  String label() {
    return label;
  }

  /** How far the heel is raised, in hundredths of a shoe's length. */
  double rise() {
    return rise;
  }

  boolean high() {
    return rise >= FROM_1.rise;
  }
}
