package io.mscon.spark.prepare;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A brand as its folder in UT-Zap50K says it. The distributions differ in how they write the same
 * brand: "Neil M." stands as {@code Neil M%2E} among the square pictures and as {@code Neil M}
 * among the original ones, "Levi's" as {@code Levi's&#174;}.
 */
final class BrandName {
  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
  private static final Pattern MARKS = Pattern.compile("[\u00ae\u2122]");
  private static final Pattern SPACES = Pattern.compile("[\\s\u00a0]+");
  private static final Pattern END = Pattern.compile("[. ]+$");
  private static final Charset OLD_WEB = Charset.forName("windows-1252");

  private BrandName() {}

  /** Without encodings, trade marks and final dots, which some unpackers keep and some drop. */
  static String of(String folderName) {
    String text = StringEscapeUtils.unescapeHtml4(decoded(folderName));
    text = MARKS.matcher(text).replaceAll("");
    text = SPACES.matcher(text).replaceAll(" ");
    text = Normalizer.normalize(text, Normalizer.Form.NFC);
    return END.matcher(text).replaceFirst("").strip();
  }

  /** Replaces %26 and the like; a percent sign that encodes nothing belongs to the name. */
  static String decoded(String name) {
    return ENCODED.matcher(name).replaceAll(run -> Matcher.quoteReplacement(bytes(run.group())));
  }

  private static String bytes(String run) {
    byte[] bytes = new byte[run.length() / 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(run.substring(3 * i + 1, 3 * i + 3), 16);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf('\ufffd') < 0 ? text : new String(bytes, OLD_WEB);
  }
}
