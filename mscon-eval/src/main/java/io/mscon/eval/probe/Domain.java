package io.mscon.eval.probe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the encoder was trained on a task's label. */
public enum Domain {
  /** It was. */
  @JsonProperty("in")
  IN,
  /** It was not. */
  @JsonProperty("out")
  OUT;

  /** The name in files and tables: lower case. */
  public String label() {
    return this == IN ? "in" : "out";
  }
}
