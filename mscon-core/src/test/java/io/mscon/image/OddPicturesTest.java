package io.mscon.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds every kind of file that docs/data.md lists, and holds what happens against the list. */
class OddPicturesTest {
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| (kept|`[^`]+`)([^|]*) \\|");
  private static final String BEGIN = "<!-- kinds of pictures -->";
  private static final int TOLERANCE = 20;
  private static final ImageDecoder DECODER = new ImageDecoder();
  private static final Map<String, OddPicture> PICTURES = OddPictures.all();

  @AfterAll
  static void close() {
    DECODER.close();
  }

  private static Map<String, String> documented() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "data.md"));
    Map<String, String> rows = new LinkedHashMap<>();
    int begin = document.indexOf(BEGIN);
    Matcher row = ROW.matcher(document.substring(begin, document.indexOf("\n## ", begin)));
    while (row.find()) {
      rows.put(row.group(1).strip(), row.group(2));
    }
    return rows;
  }

  static List<String> kinds() {
    return new ArrayList<>(PICTURES.keySet());
  }

  @Test
  void theListHoldsEveryKindOnce() throws IOException {
    assertTrue(PICTURES.size() > 200, "docs/data.md promises more than " + PICTURES.size());
    assertEquals(
        new ArrayList<>(PICTURES.keySet()), documented().keySet().stream().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatHappensIsWhatTheListSays(String kind) throws IOException {
    OddPicture picture = PICTURES.get(kind);
    String outcome = documented().get(kind);
    try {
      DecodedImage image = DECODER.decode(picture.bytes());
      assertEquals("kept", outcome);
      assertSeen(picture, image);
    } catch (ImageRejectedException e) {
      String[] fixed = outcome.replace("`", "").split("…", -1);
      String pattern = String.join(".*", List.of(fixed).stream().map(Pattern::quote).toList());
      assertTrue(
          Pattern.compile(pattern, Pattern.DOTALL).matcher(e.getMessage()).matches(),
          "found: " + e.getMessage() + ", listed: " + outcome);
    }
  }

  private static void assertSeen(OddPicture picture, DecodedImage image) {
    assertEquals(picture.width(), image.width());
    assertEquals(picture.height(), image.height());
    // Where the halves lie above each other, these places are in one half each as well.
    assertColour(picture.left(), image, image.width() / 4, image.height() / 4);
    assertColour(picture.right(), image, image.width() * 3 / 4, image.height() * 3 / 4);
  }

  private static void assertColour(int rgb, DecodedImage image, int x, int y) {
    for (int c = 0; rgb != -1 && c < 3; c++) {
      assertEquals(rgb >> 16 - 8 * c & 0xff, image.sample(x, y, c), TOLERANCE, "channel " + c);
    }
  }
}
