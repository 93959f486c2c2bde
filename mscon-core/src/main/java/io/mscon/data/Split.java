package io.mscon.data;

import java.util.Locale;

/** Which part of the dataset a sample belongs to. */
public enum Split {
  /** Encoders and probes learn from it. */
  TRAIN,
  /** The probe's regularisation is chosen on it. */
  VALIDATION,
  /** Accuracies are measured on it, once. */
  TEST;

  /** The name in files: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
