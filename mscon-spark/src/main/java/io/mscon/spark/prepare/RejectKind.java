package io.mscon.spark.prepare;

import java.util.regex.Pattern;

/** What a line of {@code rejects.jsonl} is about, told by the end of its reason. */
enum RejectKind {
  /** A picture that is not in the dataset. */
  PICTURE(""),
  /** A label of a picture that was kept. */
  LABEL(" (picture kept without it)"),
  /** A picture that was kept although it stands twice. */
  KEPT_DUPLICATE(" (picture kept)"),
  /** A picture that stands twice, which the configuration forbids. */
  FORBIDDEN_DUPLICATE(" = fail)");

  private static final Pattern FORBIDDEN =
      Pattern.compile("(?s).* \\(data\\.duplicates\\.[a-z-]+ = fail\\)");

  private final String ending;

  RejectKind(String ending) {
    this.ending = ending;
  }

  /** What stands at the end of its reason. */
  String ending() {
    return ending;
  }

  static RejectKind of(Reject reject) {
    if (reject.reason().endsWith(LABEL.ending)) {
      return LABEL;
    }
    if (reject.reason().endsWith(KEPT_DUPLICATE.ending)) {
      return KEPT_DUPLICATE;
    }
    return FORBIDDEN.matcher(reject.reason()).matches() ? FORBIDDEN_DUPLICATE : PICTURE;
  }
}
