package io.mscon.eval.describe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What reasons have in common. Names, quoted text and numbers in them differ from picture to
 * picture, so that counting the reasons as they are would count each of them once.
 */
final class ReasonKind {
  private static final String ANYTHING = "…";
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(?:[.,]\\d+)*(?!\\w)");

  private ReasonKind() {}

  /** The reason without what belongs to this picture alone. */
  static String of(RejectedLine line) {
    String reason = without(line.image(), without(line.id(), line.reason()));
    String unquoted = QUOTED.matcher(reason).replaceAll("'" + ANYTHING + "'");
    return NUMBER.matcher(unquoted).replaceAll(ANYTHING);
  }

  private static String without(String name, String reason) {
    return name.isEmpty()
        ? reason
        : Pattern.compile("(?<![\\w/])" + Pattern.quote(name) + "(?![\\w/])")
            .matcher(reason)
            .replaceAll(Matcher.quoteReplacement(ANYTHING));
  }
}
