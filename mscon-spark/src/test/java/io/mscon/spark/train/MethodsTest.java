package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.mscon.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each method learns from. */
class MethodsTest {
  @TempDir static Path folder;
  private static SparkSession spark;
  private static SmallTraining training;

  @BeforeAll
  static void prepare() throws IOException {
    spark = LocalSpark.session();
    training = SmallTraining.in(spark, folder);
  }

  @Test
  void supconIsMsconWithOneMetric() throws IOException {
    String supcon = train("method=supcon", "metrics=[category]");
    assertEquals(train("method=mscon", "metrics=[category]"), supcon);
    assertNotEquals(train("method=supcon", "metrics=[closure]"), supcon);
  }

  @Test
  void simclrLearnsFromNoLabel() throws IOException {
    List<Set<String>> losses = new ArrayList<>();
    String simclr =
        training.train(
            spark,
            training.configuration("method=simclr"),
            StepOptions.USUAL,
            report -> losses.add(report.metricLoss().keySet()));
    assertEquals(List.of("picture"), List.copyOf(losses.get(0)));
    assertEquals(train("method=simclr", "metrics=[]"), simclr);
    assertEquals(train("method=simclr", "metrics=[material]"), simclr);
  }

  private static String train(String... settings) throws IOException {
    return training.train(spark, training.configuration(settings), StepOptions.USUAL);
  }
}
