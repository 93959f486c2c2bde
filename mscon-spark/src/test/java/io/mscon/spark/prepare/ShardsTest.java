package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShardsTest {
  @Test
  void shardsDifferByOnePictureAtMost() {
    for (long count = 1; count <= 60; count++) {
      for (int shards = 1; shards <= count; shards++) {
        List<Long> sizes = sizes(count, shards);
        long least = sizes.stream().mapToLong(size -> size).min().orElseThrow();
        long most = sizes.stream().mapToLong(size -> size).max().orElseThrow();
        assertEquals(shards, sizes.size(), count + " pictures");
        assertTrue(most - least <= 1, count + " pictures: " + sizes);
      }
    }
  }

  private static List<Long> sizes(long count, int shards) {
    List<Long> firsts = new ArrayList<>();
    LongStream.range(0, count)
        .filter(rank -> Shards.isFirst(rank, count, shards))
        .forEach(firsts::add);
    firsts.add(count);
    List<Long> sizes = new ArrayList<>();
    for (int i = 1; i < firsts.size(); i++) {
      sizes.add(firsts.get(i) - firsts.get(i - 1));
    }
    return sizes;
  }
}
