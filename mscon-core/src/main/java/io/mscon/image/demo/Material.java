package io.mscon.image.demo;

/** What a shoe is made of: a texture. */
enum Material {
  LEATHER("Leather"),
  SUEDE("Suede"),
  CANVAS("Canvas"),
  MESH("Mesh"),
  SYNTHETIC("Synthetic");

  private final String label;

  Material(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
