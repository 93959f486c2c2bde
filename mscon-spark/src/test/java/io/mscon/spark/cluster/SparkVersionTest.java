package io.mscon.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkVersionTest {
  @Test
  void theSparkOfTheBuildIsSupported() {
    assertDoesNotThrow(() -> SparkVersion.ofThisJvm().requireSupported());
  }

  @ParameterizedTest
  @CsvSource({"3.5.0, 2.12.18", "3.5.5, 2.12.18", "3.5.5-vendor.7, 2.12.20"})
  void releasesOfTheSameLineAreSupported(String spark, String scala) {
    assertDoesNotThrow(() -> new SparkVersion(spark, scala).requireSupported());
  }

  @ParameterizedTest
  @CsvSource({"3.4.4, 2.12.17", "3.5.5, 2.13.8", "4.0.0, 2.13.16", "3.50.0, 2.12.18"})
  void othersAreRefusedWithARemedy(String spark, String scala) {
    SparkVersion version = new SparkVersion(spark, scala);
    String message =
        assertThrows(IllegalStateException.class, version::requireSupported).getMessage();
    assertEquals(
        "Cannot run on Spark %s with Scala %s: mscon is built for Spark 3.5 with Scala 2.12"
                .formatted(spark, scala)
            + " (set SPARK_HOME to such a Spark)",
        message);
  }
}
