package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mscon.config.Configuration;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Weights;
import io.mscon.model.safetensors.EncoderFile;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.data.InitialEncoder;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** model.initial-weights. */
class InitialEncoderTest {
  @TempDir static Path folder;
  private static SparkSession spark;
  private static SmallTraining training;

  @BeforeAll
  static void prepare() throws IOException {
    spark = LocalSpark.session();
    training = SmallTraining.in(spark, folder);
  }

  /** Steps of length 0 leave what the training began with. */
  @Test
  void aTrainingBeginsWithTheEncoderOfAFile() throws IOException {
    PreparedDataset dataset = PreparedDataset.open(spark, training.datasetFolder());
    NetworkSpec network = training.configuration().network(dataset.manifest()::classes);
    Weights given = drawn(network, 77);
    Path file = folder.resolve("pretrained.safetensors");
    Files.write(file, EncoderFile.write(network, given));
    Configuration configuration =
        training.configuration(
            "model.initial-weights=" + file,
            "optimizer.learning-rate=1e-30",
            "optimizer.weight-decay=0",
            "train.epochs=1");
    Storage run =
        HadoopStorage.open(
            folder.resolve("run").toString(), spark.sparkContext().hadoopConfiguration());
    GlobalBatchTrainer.train(
        new TrainingRequest(
            spark, configuration, dataset, run, false, report -> {}, new StopRequest()),
        StepOptions.USUAL);
    Weights trained = TrainedModel.read(run).readWeights(run);
    Weights expected =
        EncoderFile.read(
            EncoderFile.write(network, given), network, drawn(network, configuration.seed()));
    assertArrayEquals(expected.parameters(), trained.parameters(), 1e-20f);
    assertNotEquals(drawn(network, configuration.seed()).parameters()[0], trained.parameters()[0]);
    // What a run leaves can be begun with again.
    Weights again = EncoderFile.read(run.read(RunFiles.ENCODER), network, drawn(network, 3));
    assertArrayEquals(trained.statistics(), again.statistics());
  }

  @Test
  void aFileThatIsMissingOrOfAnotherShapeIsNamed() throws IOException {
    PreparedDataset dataset = PreparedDataset.open(spark, training.datasetFolder());
    NetworkSpec network = training.configuration().network(dataset.manifest()::classes);
    Path text = folder.resolve("weights.txt");
    Files.writeString(text, "abc");
    assertEquals(
        "Cannot read model.initial-weights: there is no file " + folder.resolve("none"),
        error(folder.resolve("none"), network));
    assertEquals(
        "Cannot use model.initial-weights: "
            + text
            + ": no safetensors file: 3 bytes (give an encoder of the shape of model.encoder,"
            + " model.stem and model.width)",
        error(text, network));
  }

  private static String error(Path file, NetworkSpec network) {
    return assertThrows(
            IOException.class,
            () ->
                InitialEncoder.read(
                    file.toString(),
                    network,
                    drawn(network, 1),
                    spark.sparkContext().hadoopConfiguration()))
        .getMessage();
  }

  private static Weights drawn(NetworkSpec network, long seed) {
    return new Weights(
        InitialWeights.parameters(network, seed), InitialWeights.statistics(network));
  }
}
