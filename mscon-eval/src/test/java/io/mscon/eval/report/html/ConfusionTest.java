package io.mscon.eval.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.probe.ClassMeasures;
import io.mscon.eval.probe.Interval;
import io.mscon.eval.probe.Measures;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  @Test
  void theMostFrequentValuesComeFirstAndTheRestIsSummedUp() {
    Confusion confusion = Confusion.of(task(15));

    assertTrue(confusion.summedUp());
    assertEquals(13, confusion.names().size());
    // Value k has k + 1 test pictures: k14 leads, k0 to k2 are the rest.
    assertEquals("k14", confusion.names().get(0));
    assertEquals("k3", confusion.names().get(11));
    assertEquals("others", confusion.names().get(12));
    assertEquals(100 * 14 + 13L, confusion.counts().get(0).get(1));
    assertEquals(3 * 1400 + 1 + 2L, confusion.counts().get(0).get(12));
    assertEquals(3 * 100 * (1 + 2) + 3 * (1 + 2L), confusion.counts().get(12).get(12));
    assertEquals(total(15), total(confusion));
  }

  @Test
  void fewValuesAllHaveRowsOfTheirOwn() {
    Confusion confusion = Confusion.of(task(12));

    assertFalse(confusion.summedUp());
    assertEquals(12, confusion.counts().size());
    assertEquals(total(12), total(confusion));
  }

  private static long total(Confusion confusion) {
    return confusion.counts().stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
  }

  private static long total(int classes) {
    return IntStream.range(0, classes * classes)
        .mapToLong(i -> 100L * (i / classes) + i % classes)
        .sum();
  }

  private static Measures task(int classes) {
    Interval none = new Interval(0, 0, 0);
    return new Measures(
        "t",
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        IntStream.range(0, classes)
            .mapToObj(k -> new ClassMeasures("k" + k, k + 1, 0, 0, 0, 0))
            .toList(),
        IntStream.range(0, classes)
            .mapToObj(
                row -> IntStream.range(0, classes).mapToObj(column -> 100L * row + column).toList())
            .toList());
  }
}
