package io.mscon.eval.describe;

import io.mscon.config.DataConfiguration.LabelKind;

/** Kinds of label as settings write them. */
final class Kinds {
  private Kinds() {}

  static String name(LabelKind kind) {
    return switch (kind) {
      case CATEGORICAL -> "categorical";
      case MULTI_VALUED -> "multi-valued";
      case CONTINUOUS -> "continuous";
    };
  }
}
