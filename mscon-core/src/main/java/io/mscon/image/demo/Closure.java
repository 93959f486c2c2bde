package io.mscon.image.demo;

/** How a shoe is closed: a drawn mark. */
enum Closure {
  LACE_UP("Lace up"),
  SLIP_ON("Slip-On"),
  ZIPPER("Zipper"),
  BUCKLE("Buckle"),
  HOOK_AND_LOOP("Hook and Loop");

  private final String label;

  Closure(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
