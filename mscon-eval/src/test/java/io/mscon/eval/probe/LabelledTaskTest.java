package io.mscon.eval.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledTaskTest {
  private static final List<LabelledSample> SAMPLES =
      IntStream.range(0, 240)
          .mapToObj(i -> new LabelledSample(String.format("s%03d", i), "train", labels(i)))
          .toList();

  private final LabelledTask whole = task("kind", 0);

  private static String[] labels(int i) {
    // A sixth lacks the label.
    return new String[] {i % 6 == 5 ? null : "k" + i % 3, "k" + i % 3};
  }

  private static LabelledTask task(String name, int index) {
    return LabelledTask.of(ProbeTask.of(name, index, SAMPLES), SAMPLES);
  }

  @Test
  void aShareCountsTheSamplesThatHaveTheLabel() {
    assertEquals(200, whole.count());
    assertEquals(20, whole.share(0.1, SAMPLES, 1).count());
    assertEquals(1, whole.share(0.001, SAMPLES, 1).count());
    assertArrayEquals(whole.labels(), whole.share(1, SAMPLES, 1).labels());
  }

  @Test
  void aSmallShareIsPartOfALargeOneWithTheSameClasses() {
    int[] small = whole.share(0.1, SAMPLES, 1).labels();
    int[] large = whole.share(0.5, SAMPLES, 1).labels();
    for (int i = 0; i < small.length; i++) {
      assertTrue(small[i] == -1 || small[i] == large[i]);
      assertTrue(large[i] == -1 || large[i] == whole.labels()[i]);
    }
  }

  @Test
  void seedsAndTasksDrawDifferently() {
    int[] first = whole.share(0.3, SAMPLES, 1).labels();
    assertArrayEquals(first, whole.share(0.3, SAMPLES, 1).labels());
    assertFalse(Arrays.equals(first, whole.share(0.3, SAMPLES, 2).labels()));
    int[] other = task("sort", 1).share(0.25, SAMPLES, 1).labels();
    assertFalse(
        IntStream.range(0, first.length).allMatch(i -> first[i] >= 0 == other[i] >= 0),
        "two tasks see the same samples");
  }
}
