package io.mscon.eval.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReasonKindTest {
  @Test
  void namesQuotesAndNumbersAreNoKinds() {
    assertKind("no such file", "no such file");
    assertKind("id … stands twice", "id a stands twice");
    assertKind("label heel: '…' is no number", "label heel: '3 1/2' is no number");
    assertKind("… x … pixels are more than …", "30000 x 20000 pixels are more than 50,000,000");
    assertKind("same bytes as … (id …)", "same bytes as images/a.jpg (id a)");
    assertKind("corrupt GIF89a at v2.x", "corrupt GIF89a at v2.x");
  }

  @Test
  void namesMayHoldAnything() {
    assertEquals(
        "bad …", ReasonKind.of(new RejectedLine("a(b\\E[c$1.jpg", "", "bad a(b\\E[c$1.jpg")));
    assertEquals("", ReasonKind.of(new RejectedLine("", "", "")));
  }

  private static void assertKind(String kind, String reason) {
    assertEquals(kind, ReasonKind.of(new RejectedLine("images/a.jpg", "a", reason)));
  }
}
