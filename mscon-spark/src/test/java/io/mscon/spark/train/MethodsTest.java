package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import io.mscon.config.MetricConfiguration;
import io.mscon.config.Problems;
import io.mscon.data.BatchLabels;
import io.mscon.data.LabelCorruption;
import io.mscon.data.MedianDifference;
import io.mscon.data.Metric;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  @Test
  void crossEntropyIsMultiTaskCrossEntropyWithOneMetric() throws IOException {
    String one = train("method=cross-entropy", "metrics=[category]");
    assertEquals(train("method=multi-task-cross-entropy", "metrics=[category]"), one);
    assertNotEquals(train("method=supcon", "metrics=[category]"), one);
  }

  @Test
  void crossEntropyNeedsCategories() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> train("method=multi-task-cross-entropy", "metrics=[category, material, heel]"));
    assertEquals(
        List.of(
            "Invalid metrics: material is multi-valued (method = multi-task-cross-entropy needs"
                + " categorical labels; remove it)",
            "Invalid metrics: heel is continuous (method = multi-task-cross-entropy needs"
                + " categorical labels; remove it)"),
        e.problems());
  }

  @Test
  void aCopyLearnsTheSameLabelUnderAnotherName() throws IOException {
    List<Set<String>> losses = new ArrayList<>();
    String copied =
        training.train(
            spark,
            training.configuration(
                "metrics=[category, { name = copy, label = category }, closure]"),
            StepOptions.USUAL,
            report -> losses.add(report.metricLoss().keySet()));
    assertEquals(List.of("category", "copy", "closure"), List.copyOf(losses.get(0)));
    assertEquals(copied, train("metrics=[category, { name = b, label = category }, closure]"));
  }

  @Test
  void labelNoiseChangesWhatIsTrainedOnAndNothingElse() throws IOException {
    TrainingSet clean = trainingSet("metrics=[category, closure]");
    TrainingSet noisy =
        trainingSet("metrics=[{ label = category, label-noise = 0.4 }, closure]", "train.lanes=3");
    int[] before = ((BatchLabels.Classes) clean.labels().get(0)).classes();
    int[] after = ((BatchLabels.Classes) noisy.labels().get(0)).classes();
    LabelCorruption noise = new LabelCorruption.Noise(0.4);
    clean
        .ranks()
        .forEach(
            (id, rank) ->
                assertEquals(
                    before[rank] >= 0 && noise.selects(1, "category", id),
                    before[rank] != after[rank],
                    id));
    assertArrayEquals(
        ((BatchLabels.Classes) clean.labels().get(1)).classes(),
        ((BatchLabels.Classes) noisy.labels().get(1)).classes());
  }

  @Test
  void noiseOnALabelThatIsNoCategoryIsRefused() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                trainingSet(
                    "metrics=[{ label = heel, label-noise = 0.1 },"
                        + " { label = material, copy-share = 0.1 }]"));
    assertEquals(2, refused.problems().size(), refused.getMessage());
  }

  @Test
  void aBandwidthIsTheMedianOfTheTrainingSplit() throws IOException {
    TrainingSet set =
        trainingSet("metrics=[{ label = heel, bandwidth = median }, { name = h, label = heel }]");
    double[] heels = ((BatchLabels.Numbers) set.labels().get(0)).numbers();
    double median = MedianDifference.of(heels);
    assertTrue(median > 0, "median " + median);
    assertEquals(new Metric.Continuous("heel", median), set.metrics().get(0));
    assertEquals(Map.of("heel", median, "h", 1.0), set.bandwidths());
  }

  @Test
  void aMedianOfNothingIsRefused() throws IOException {
    MetricConfiguration metric =
        training.configuration("metrics=[{ label = heel, bandwidth = median }]").metrics().get(0);
    Problems problems = new Problems();
    KernelWidth.of(metric, new double[] {2, 2, Double.NaN, 2}, problems);
    KernelWidth.of(metric, new double[] {2, Double.NaN}, problems);
    assertEquals(
        List.of(
            "Invalid metrics: heel has bandwidth = median, but the median difference of two"
                + " training pictures' heel is 0 (set bandwidth to a number)",
            "Invalid metrics: heel has bandwidth = median, but fewer than two training pictures"
                + " have the label heel (set bandwidth to a number)"),
        assertThrows(ConfigurationException.class, problems::throwIfAny).problems());
  }

  private static TrainingSet trainingSet(String... settings) throws IOException {
    PreparedDataset dataset = PreparedDataset.open(spark, training.datasetFolder());
    return TrainingSet.read(dataset, training.configuration(settings));
  }

  private static String train(String... settings) throws IOException {
    return training.train(spark, training.configuration(settings), StepOptions.USUAL);
  }
}
