package io.mscon.spark.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.spark.preflight.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels, batches and the image size against the dataset's manifest. */
class SettingsChecksTest {
  private static final String THERE = "the dataset has the labels category, material, heel, brand";

  @TempDir Path folder;
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = new Fixture(folder);
  }

  @Test
  void soundSettingsHaveNoFindings() throws IOException {
    PreflightContext sound =
        fixture.context(
            "metrics=[category, { label = material, match = jaccard },"
                + " { label = heel, bandwidth = median }]",
            "probe.tasks=[category]");
    assertEquals(List.of(), Fixture.findings(new LabelCheck(), sound));
    assertEquals(List.of(), Fixture.findings(new BatchCheck(), sound));
    assertEquals(List.of(), Fixture.findings(new ImageSizeCheck(), sound));
  }

  @Test
  void everyUnknownLabelNamesTheNearest() throws IOException {
    assertEquals(
        List.of(
            problem("Invalid metrics: categry (did you mean category? " + THERE + ")"),
            problem("Invalid probe.tasks: brands (did you mean brand? " + THERE + ")")),
        Fixture.findings(
            new LabelCheck(), fixture.context("metrics=[categry, heel]", "probe.tasks=[brands]")));
  }

  @Test
  void trainingNeedsAMetric() throws IOException {
    assertEquals(
        List.of(
            problem(
                "Missing metrics (name the labels to train on, some of category, material, heel,"
                    + " brand)")),
        Fixture.findings(new LabelCheck(), fixture.context("metrics=[]")));
  }

  @Test
  void settingsOfAnotherKindOfLabelAreRefused() throws IOException {
    assertEquals(
        List.of(
            problem(
                "Invalid metrics: category has match = jaccard, but its label is categorical"
                    + " (remove it; only multi-valued labels match as sets)"),
            problem(
                "Invalid metrics: material has bandwidth = 2.0, but its label is multi-valued"
                    + " (remove it; only continuous labels have a kernel)"),
            problem(
                "Invalid probe.tasks: heel is continuous (only categorical labels can be probed;"
                    + " remove it)")),
        Fixture.findings(
            new LabelCheck(),
            fixture.context(
                "metrics=[{ label = category, match = jaccard },"
                    + " { label = material, bandwidth = 2 }]",
                "probe.tasks=[heel]")));
  }

  @Test
  void onlyCategoricalLabelsAreCorrupted() throws IOException {
    assertEquals(
        List.of(
            problem(
                "Invalid metrics: noisy has label-noise = 0.4, but its label is continuous (remove"
                    + " it; only categorical labels can be re-labelled)"),
            problem(
                "Invalid metrics: half has copy-share = 0.5, but its label is multi-valued (remove"
                    + " it; only categorical labels can be re-labelled)")),
        Fixture.findings(
            new LabelCheck(),
            fixture.context(
                "metrics=[{ name = noisy, label = heel, label-noise = 0.4 },"
                    + " { name = half, label = material, copy-share = 0.5 },"
                    + " category, { name = copy, label = category, label-noise = 0.1 }]")));
  }

  @Test
  void aLabelThatNoTrainingPictureHasIsRefused() throws IOException {
    assertEquals(
        List.of(problem("Invalid metrics: heel (no picture of the training split has this label)")),
        Fixture.findings(
            new LabelCheck(),
            fixture.context(Fixture.split(100, Map.of("heel", 100L, "category", 99L)))));
  }

  @Test
  void aLabelWithASingleValueIsDoubtful() throws IOException {
    assertEquals(
        List.of(
            new Finding(
                Severity.WARNING,
                "The label brand has a single value in the training split: its metric calls all"
                    + " pictures alike (remove it from metrics)")),
        Fixture.findings(new LabelCheck(), fixture.context("metrics=[brand]")));
  }

  @Test
  void aBatchThatTheTrainingSplitDoesNotFillIsRefused() throws IOException {
    String[] lanes = {"train.lanes=3", "train.micro-batch=1"};
    assertEquals(List.of(), batch(fixture.context(lanes[0], lanes[1], "train.global-batch=99")));
    assertEquals(
        List.of(
            problem(
                "Invalid train.global-batch: 102 (the training split has 100 pictures; at most 99"
                    + " with 3 lanes)")),
        batch(fixture.context(lanes[0], lanes[1], "train.global-batch=102")));
  }

  @Test
  void anEmptyTrainingSplitIsADatasetsFault() throws IOException {
    List<Finding> findings = batch(fixture.context(Fixture.split(0, Map.of())));
    assertEquals(1, findings.size());
    assertEquals(Severity.CONFIGURATION, findings.get(0).severity());
    assertEquals(
        "Invalid dataset "
            + folder.resolve("dataset")
            + ": its training split is empty (prepare it with other data.split-fractions or another"
            + " split column)",
        findings.get(0).message());
  }

  @Test
  void picturesThatVanishOnTheWayAreDoubtful() throws IOException {
    assertEquals(
        List.of(
            new Finding(
                Severity.WARNING,
                "image.size is 16: the network sees a single pixel from stage 3 of 4 on (choose a"
                    + " larger image.size, or model.stem = small-image)")),
        Fixture.findings(new ImageSizeCheck(), fixture.context("model.stem=imagenet")));
  }

  @Test
  void aSingleValueHasNoStatistics() throws IOException {
    String[] settings = {"model.stem=imagenet", "image.size=32", "train.views=1"};
    PreflightContext two = fixture.context(settings);
    assertEquals(List.of(), Fixture.findings(new ImageSizeCheck(), two));
    PreflightContext one =
        fixture.context(settings[0], settings[1], settings[2], "train.micro-batch=1");
    assertEquals(
        List.of(
            problem(
                "Invalid train.micro-batch: 1 (with one view and one pixel in the last stage"
                    + " BatchNorm has a single value; at least 2, or a larger image.size than"
                    + " 32)")),
        Fixture.findings(new ImageSizeCheck(), one));
  }

  private static List<Finding> batch(PreflightContext context) throws IOException {
    return Fixture.findings(new BatchCheck(), context);
  }

  private static Finding problem(String message) {
    return new Finding(Severity.CONFIGURATION, message);
  }
}
