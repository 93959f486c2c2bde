package io.mscon.config;

import java.util.Locale;

/** How the constants of closed choices are written in configurations. */
public final class Spelling {
  private Spelling() {}

  /**
   * The value of a setting that stands for a constant: lower case, with dashes.
   *
   * @param constant any
   */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
