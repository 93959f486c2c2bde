package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.mscon.spark.LocalSpark;
import io.mscon.spark.prepare.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReencodedPicturesTest {
  @TempDir Path folder;

  @Test
  void trainingReadsPicturesThatWereWrittenAnew() throws IOException {
    SparkSession spark = LocalSpark.session();
    SmallTraining training = SmallTraining.in(spark, folder);
    String asTheyAre = training.train(spark, training.configuration(), StepOptions.USUAL);
    Preparation.run(
        spark,
        training.configuration("data.pictures.stored=re-encoded", "data.pictures.size=32").data(),
        1,
        training.datasetFolder());
    String reencoded = training.train(spark, training.configuration(), StepOptions.USUAL);
    assertNotEquals(asTheyAre, reencoded);
    assertEquals(reencoded, training.train(spark, training.configuration(), StepOptions.USUAL));
  }
}
