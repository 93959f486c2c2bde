package io.mscon.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private final BatchPlan plan = new BatchPlan(7, 103, 4, 12);

  @Test
  void anEpochShowsNoSampleTwice() {
    Set<Integer> seen = new HashSet<>();
    for (int step = 0; step < plan.stepsPerEpoch(); step++) {
      for (int rank : plan.ranks(2, step)) {
        assertTrue(seen.add(rank), "rank " + rank);
        assertTrue(rank < 103);
      }
    }
    assertEquals(plan.stepsPerEpoch() * 12, seen.size());
  }

  @Test
  void dropsTheLastPartialBatchOfTheSmallestLane() {
    assertEquals(8, plan.stepsPerEpoch());
    assertEquals(24, new BatchPlan(1, 6238, 2, 256).stepsPerEpoch());
  }

  @Test
  void lanesOwnEverySampleOnce() {
    int total = 0;
    for (int lane = 0; lane < 4; lane++) {
      total += plan.laneSize(lane);
    }
    assertEquals(103, total);
  }

  @Test
  void aBatchIsTheLanesPartsInOrder() {
    int[] ranks = plan.ranks(1, 3);
    for (int b = 0; b < ranks.length; b++) {
      assertEquals(b / plan.laneBatch(), plan.laneOf(ranks[b]));
    }
  }

  @Test
  void theSameSeedGivesTheSameOrderAndEpochsDiffer() {
    assertArrayEquals(plan.ranks(1, 3), new BatchPlan(7, 103, 4, 12).ranks(1, 3));
    assertFalse(Arrays.equals(plan.ranks(1, 3), plan.ranks(2, 3)));
    assertFalse(Arrays.equals(plan.ranks(1, 3), new BatchPlan(8, 103, 4, 12).ranks(1, 3)));
  }

  @Test
  void refusesABatchThatCannotBeMade() {
    assertThrows(IllegalArgumentException.class, () -> new BatchPlan(1, 100, 3, 10));
    assertThrows(IllegalArgumentException.class, () -> new BatchPlan(1, 100, 2, 102));
  }
}
