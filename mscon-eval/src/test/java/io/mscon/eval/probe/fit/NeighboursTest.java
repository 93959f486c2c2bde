package io.mscon.eval.probe.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.eval.LocalSpark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("features", DataTypes.createArrayType(DataTypes.FloatType));
  private static final int COLUMNS = 12;
  private static final int COUNT = 5;

  @Test
  void areTheMostSimilarSamplesThatHaveTheLabelWhateverThePartitions() {
    Random random = new Random(3);
    // More than one block of rows, and more than one chunk of queries.
    List<float[]> samples = drawn(random, 1500);
    List<float[]> queries = drawn(random, 300);
    int[] all = new int[samples.size()];
    int[] some = random.ints(samples.size(), -1, 2).toArray();
    List<Neighbours> nearest = nearest(samples, queries, new int[][] {all, some}, 2);
    List<Neighbours> again = nearest(samples, queries, new int[][] {all, some}, 5);
    for (int query = 0; query < queries.size(); query++) {
      assertArrayEquals(brute(samples, queries.get(query), all), nearest.get(0).rows(query));
      assertArrayEquals(brute(samples, queries.get(query), some), nearest.get(1).rows(query));
      assertArrayEquals(nearest.get(1).rows(query), again.get(1).rows(query));
      for (int place = 0; place < COUNT; place++) {
        assertEquals(
            nearest.get(1).similarity(query, place), again.get(1).similarity(query, place));
      }
    }
  }

  @Test
  void aLabelThatFewHaveGivesFewNeighbours() {
    List<float[]> samples = drawn(new Random(4), 10);
    int[] labels = {-1, 0, -1, -1, -1, -1, 1, -1, -1, -1};
    List<Neighbours> nearest = nearest(samples, samples, new int[][] {labels}, 2);
    assertArrayEquals(new int[] {1, 6}, nearest.get(0).rows(1));
    assertEquals(1, nearest.get(0).similarity(1, 0), 1e-6);
  }

  @Test
  void equalsComeInOrderAndRowsOfZerosAreSimilarToNothing() {
    float[] one = new float[COLUMNS];
    one[0] = 2;
    List<float[]> samples = List.of(new float[COLUMNS], one, one.clone());
    List<Neighbours> nearest = nearest(samples, List.of(one), new int[][] {{0, 0, 0}}, 1);
    assertArrayEquals(new int[] {1, 2, 0}, nearest.get(0).rows(0));
    assertEquals(0, nearest.get(0).similarity(0, 2));
  }

  private static List<Neighbours> nearest(
      List<float[]> samples, List<float[]> queries, int[][] labels, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      rows.add(RowFactory.create(String.format("s%05d", i), samples.get(i)));
    }
    try (FeatureBlocks blocks =
        FeatureBlocks.of(
            LocalSpark.session().createDataFrame(rows, SCHEMA).repartition(partitions), true)) {
      return blocks.nearest(queries, labels, COUNT);
    }
  }

  private static int[] brute(List<float[]> samples, float[] query, int[] labels) {
    return IntStream.range(0, samples.size())
        .filter(i -> labels[i] >= 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -cosine(samples.get(i), query)))
        .limit(COUNT)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      first += (double) a[i] * a[i];
      second += (double) b[i] * b[i];
    }
    return product / Math.sqrt(first * second);
  }

  private static List<float[]> drawn(Random random, int count) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[COLUMNS];
      for (int column = 0; column < COLUMNS; column++) {
        row[column] = (float) random.nextGaussian();
      }
      rows.add(row);
    }
    return rows;
  }
}
