package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.DataConfiguration.SplitFractions;
import io.mscon.spark.LocalSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class StratifiedSplitsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add(Entries.ID, DataTypes.StringType)
          .add(Entries.SPLIT, DataTypes.StringType)
          .add(Entries.PROBLEM, DataTypes.StringType)
          .add(Entries.CELLS, DataTypes.createArrayType(DataTypes.StringType));
  private static final SplitChooser SPLITS = SplitChooser.of(5, new SplitFractions(0.7, 0.1, 0.2));

  @Test
  void eachValueHasTheSharesToWithinOneRow() {
    List<Row> rows = new ArrayList<>();
    Map<String, Integer> sizes = Map.of("a", 300, "b", 41, "c", 7, "d", 2);
    sizes.forEach((value, size) -> rows.addAll(rows(value, 0, size)));
    rows.addAll(rows(null, 0, 33));
    Map<String, String> splits = choose(rows);
    sizes.forEach((value, size) -> assertShares(splits, value, size));
    assertShares(splits, "null", 33);
  }

  private static void assertShares(Map<String, String> splits, String value, int size) {
    Map<String, Double> shares = Map.of("train", 0.7, "validation", 0.1, "test", 0.2);
    shares.forEach(
        (split, share) -> {
          long found =
              splits.entrySet().stream()
                  .filter(row -> row.getKey().startsWith(value + "-"))
                  .filter(row -> row.getValue().equals(split))
                  .count();
          assertTrue(
              Math.abs(found - share * size) < 1,
              found + " of " + size + " rows of " + value + " in " + split);
        });
  }

  @Test
  void valuesOfASingleRowAreInAllSplits() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.addAll(rows("v" + i, 0, 1));
    }
    long train = choose(rows).values().stream().filter("train"::equals).count();
    assertTrue(Math.abs(train - 700) < 60, train + " of 1,000 in train");
  }

  @Test
  void neitherOrderNorOtherValuesMatter() {
    List<Row> rows = new ArrayList<>(rows("a", 0, 50));
    Map<String, String> alone = choose(rows);
    rows.addAll(rows("b", 0, 50));
    Collections.shuffle(rows, new Random(1));
    Map<String, String> together = choose(rows);
    alone.forEach((id, split) -> assertEquals(split, together.get(id)));
  }

  @Test
  void eachRowThatIsAddedMovesOneOtherAtMostOverEachOfTwoCuts() {
    List<Row> rows = new ArrayList<>(rows("a", 0, 100));
    Map<String, String> before = choose(rows);
    for (int i = 100; i < 106; i++) {
      rows.addAll(rows("a", i, i + 1));
      Map<String, String> after = choose(rows);
      long moved =
          before.entrySet().stream()
              .filter(row -> !after.get(row.getKey()).equals(row.getValue()))
              .count();
      assertTrue(moved <= 2, moved + " rows moved");
      before = after;
    }
  }

  @Test
  void splitsThatAreGivenAndProblemsStay() {
    Map<String, String> splits =
        choose(List.of(row("given", "test", null, "a"), row("bad", null, "no id", "a")));
    assertEquals("test", splits.get("given"));
    assertEquals("none", splits.get("bad"));
  }

  @Test
  void anotherSeedSplitsOtherwise() {
    List<Row> rows = rows("a", 0, 100);
    SplitChooser other = SplitChooser.of(6, new SplitFractions(0.7, 0.1, 0.2));
    assertTrue(!choose(rows).equals(choose(rows, other)));
  }

  private static List<Row> rows(String value, int begin, int end) {
    List<Row> rows = new ArrayList<>();
    for (int i = begin; i < end; i++) {
      rows.add(row(value + "-" + i, null, null, value));
    }
    return rows;
  }

  private static Row row(String id, String split, String problem, String value) {
    return RowFactory.create(id, split, problem, new String[] {"other", value});
  }

  private static Map<String, String> choose(List<Row> rows) {
    return choose(rows, SPLITS);
  }

  private static Map<String, String> choose(List<Row> rows, SplitChooser chooser) {
    Dataset<Row> entries = LocalSpark.session().createDataFrame(rows, SCHEMA);
    Map<String, String> splits = new TreeMap<>();
    StratifiedSplits.choose(entries, 1, chooser)
        .select(Entries.ID, Entries.SPLIT)
        .collectAsList()
        .forEach(row -> splits.put(row.getString(0), row.isNullAt(1) ? "none" : row.getString(1)));
    assertEquals(rows.size(), splits.size());
    return splits;
  }
}
