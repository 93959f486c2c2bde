package io.mscon.eval.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void whatMovesACursorOrTurnsTextIsReplaced() {
    assertEquals("a b c", PlainText.line("a\nb\tc"));
    assertEquals("\uFFFD[31mred", PlainText.line("\u001b[31mred"));
    assertEquals("\uFFFDcod.exe", PlainText.line("\u202Ecod.exe"));
    assertEquals("a\uFFFDb", PlainText.line("a\u2028b"));
    assertEquals("\uFFFDx", PlainText.line("\uD800x"));
    assertEquals("Größe 鞋 👟", PlainText.line("Größe 鞋 👟"));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertEquals("👟".repeat(160), PlainText.line("👟".repeat(160)));
    assertEquals("👟".repeat(159) + "…", PlainText.line("👟".repeat(161)));
    assertEquals("👟".repeat(47) + "…", PlainText.name("👟".repeat(49)));
  }
}
