package io.mscon.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void theSameCoordinatesGiveTheSameNumbers() {
    RandomStream one = RandomStream.of(1, RandomUse.SPLIT, 2, 3);
    RandomStream other = RandomStream.of(1, RandomUse.SPLIT, 2, 3);
    for (int i = 0; i < 100; i++) {
      assertEquals(one.nextLong(), other.nextLong());
    }
  }

  @Test
  void seedUseAndCoordinatesAllMatter() {
    long number = RandomStream.of(1, RandomUse.SPLIT, 2, 3).nextLong();
    assertNotEquals(number, RandomStream.of(2, RandomUse.SPLIT, 2, 3).nextLong());
    assertNotEquals(number, RandomStream.of(1, RandomUse.AUGMENTATION, 2, 3).nextLong());
    assertNotEquals(number, RandomStream.of(1, RandomUse.SPLIT, 3, 2).nextLong());
    assertNotEquals(number, RandomStream.of(1, RandomUse.SPLIT, 2).nextLong());
  }

  @Test
  void isUniformAndNormalEnough() {
    RandomStream stream = RandomStream.of(5, RandomUse.INITIAL_WEIGHTS, 0);
    int[] buckets = new int[10];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100_000; i++) {
      buckets[stream.nextInt(10)]++;
      double normal = stream.nextGaussian();
      sum += normal;
      squares += normal * normal;
    }
    for (int count : buckets) {
      assertEquals(10_000, count, 500);
    }
    assertEquals(0, sum / 100_000, 0.02);
    assertEquals(1, squares / 100_000, 0.03);
  }

  @Test
  void permutationsHoldEveryPlaceOnce() {
    int[] order = RandomStream.of(5, RandomUse.EPOCH_ORDER, 0, 0).permutation(1000);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    int fixed = 0;
    for (int i = 0; i < 1000; i++) {
      assertEquals(i, sorted[i]);
      fixed += order[i] == i ? 1 : 0;
    }
    assertTrue(fixed < 20, fixed + " stayed in place");
  }

  @Test
  void refusesAnEmptyRange() {
    RandomStream stream = RandomStream.of(5, RandomUse.SPLIT);
    assertThrows(IllegalArgumentException.class, () -> stream.nextInt(0));
  }
}
