package io.mscon.eval.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.eval.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeBenchmarkTest {
  @TempDir private Path folder;

  @Test
  void probeAndMllibReachTheSameOptimumOfTheExportedSamples() throws IOException {
    SparkSession spark = LocalSpark.session();
    List<ProbeSpeed> speeds = new ArrayList<>();
    Path export = folder.resolve("exported [1]");
    ProbeBenchmarkRequest request =
        new ProbeBenchmarkRequest(600, 12, 3, 1e-3, 1000, 2, true, Optional.of(export));

    OptionalDouble difference = ProbeBenchmark.run(spark, request, speeds::add);

    assertTrue(difference.orElseThrow() < 1e-3, difference.toString());
    assertEquals(List.of("mscon", "mscon", "mllib"), names(speeds));
    for (ProbeSpeed speed : speeds) {
      assertTrue(speed.converged(), speed.toString());
      assertEquals(speeds.get(0).loss(), speed.loss(), 1e-5);
    }
    String exported = export.toString().replace("[", "\\[").replace("]", "\\]");
    assertEquals(600, spark.read().parquet(exported + "/samples").count());
    for (Row row : spark.read().parquet(exported + "/probabilities").collectAsList()) {
      List<Double> probabilities = row.getList(1);
      assertEquals(1, probabilities.stream().mapToDouble(p -> p).sum(), 1e-9);
      assertEquals(3, probabilities.size());
    }
  }

  @Test
  void withoutExportAndMllibNothingIsLeftAndNothingCompared() throws IOException {
    List<ProbeSpeed> speeds = new ArrayList<>();
    ProbeBenchmarkRequest request =
        new ProbeBenchmarkRequest(100, 3, 2, 1e-2, 1, 1, false, Optional.empty());

    assertTrue(ProbeBenchmark.run(LocalSpark.session(), request, speeds::add).isEmpty());

    assertEquals(List.of("mscon"), names(speeds));
    assertEquals(1, speeds.get(0).iterations());
  }

  @Test
  void aSeedDrawsTheSameEverywhereAndEveryClassOccurs() {
    DrawnFeatures drawn = DrawnFeatures.draw(40, 5, 7, 1);
    assertArrayEquals(drawn.features()[39], DrawnFeatures.draw(40, 5, 7, 1).features()[39], 0.0f);
    assertArrayEquals(drawn.features()[9], DrawnFeatures.draw(10, 5, 7, 1).features()[9], 0.0f);
    assertEquals(7, Arrays.stream(drawn.labels()).distinct().count());
  }

  private static List<String> names(List<ProbeSpeed> speeds) {
    return speeds.stream().map(ProbeSpeed::solver).toList();
  }
}
