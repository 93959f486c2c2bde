package io.mscon.eval.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.ConfigurationException;
import io.mscon.config.DataConfiguration.LabelKind;
import io.mscon.config.ProbeConfiguration;
import io.mscon.data.DatasetManifest;
import io.mscon.data.LabelSchema;
import io.mscon.eval.probe.Probes.Probing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbesTest {
  private static final long SEED = 1;
  private static final ProbeConfiguration SETTINGS =
      new ProbeConfiguration(List.of(), List.of(1e-3, 1e-2), 30, true, List.of(), 0, 8);

  @Test
  void separableClassesAreToldApartAndMissingLabelsLeftOut() throws IOException {
    Probing probing = Probes.probe(threeClasses(), SETTINGS, SEED, List.of("kind"));

    TaskResult kind = probing.tasks().get(0);
    assertEquals("kind", kind.name());
    assertEquals(Domain.IN, kind.domain());
    assertEquals(3, kind.classes());
    assertEquals(90, kind.trainCount());
    assertEquals(30, kind.testCount());
    assertEquals(1.0, kind.top1());
    assertEquals(1.0 / 3, kind.majorityTop1(), 1e-12);
    assertTrue(kind.randomEncoderTop1() < 0.7, () -> "random " + kind.randomEncoderTop1());

    TaskResult partly = probing.tasks().get(1);
    assertEquals(Domain.OUT, partly.domain());
    assertEquals(60, partly.trainCount());
    assertEquals(20, partly.testCount());
    assertEquals(50, probing.predictions().size());
    assertTrue(probing.predictions().stream().allMatch(p -> p.trained().rank() == 1));
    // Every split has the same share of each value: the first of equals.
    assertTrue(probing.predictions().stream().limit(30).allMatch(p -> p.majority().equals("k0")));
    long randomRight =
        probing.predictions().stream()
            .limit(30)
            .filter(p -> p.random().equals(p.trained().label()))
            .count();
    assertEquals(kind.randomEncoderTop1(), randomRight / 30.0, 1e-12);
  }

  @Test
  void equalCandidatesGiveTheStronger() throws IOException {
    Probing probing = Probes.probe(threeClasses(), SETTINGS, SEED, List.of());

    assertEquals(1.0, probing.tasks().get(0).validationTop1());
    assertEquals(1e-2, probing.tasks().get(0).regularisation());
  }

  @Test
  void theSameFeaturesGiveTheSameReport() throws IOException {
    ProbeConfiguration brief =
        new ProbeConfiguration(List.of(), List.of(1e-2), 10, true, List.of(0.5), 4, 8);
    Probing first = Probes.probe(noisy(), brief, SEED, List.of("kind"));
    Probing second = Probes.probe(noisy(), brief, SEED, List.of("kind"));

    assertEquals(first, second);
    assertTrue(first.tasks().get(0).top1() < 1, "too easy to show a difference");
  }

  @Test
  void fewerLabelsAndNearestNeighboursAnswerTheSamePictures() throws IOException {
    ProbeConfiguration settings =
        new ProbeConfiguration(
            List.of(), List.of(1e-3, 1e-2), 30, true, List.of(0.5, 0.1, 0.1, 1.0), 3, 8);
    Probing probing = Probes.probe(threeClasses(), settings, SEED, List.of());

    List<TransferAnswers> kind =
        probing.transfer().stream().filter(answers -> answers.task().equals("kind")).toList();
    assertEquals(
        List.of(ProbeKind.LINEAR, ProbeKind.LINEAR, ProbeKind.LINEAR, ProbeKind.NEAREST_NEIGHBOURS),
        kind.stream().map(TransferAnswers::probe).toList());
    assertEquals(
        List.of(1.0, 0.5, 0.1, 1.0), kind.stream().map(TransferAnswers::labelShare).toList());
    assertEquals(
        List.of(90L, 45L, 9L, 90L), kind.stream().map(TransferAnswers::trainCount).toList());
    List<String> ids = kind.get(0).predictions().stream().map(Prediction::id).toList();
    for (TransferAnswers answers : kind) {
      assertEquals(ids, answers.predictions().stream().map(Prediction::id).toList());
      // Of nine labels one of the three values may be missing.
      double least = answers.labelShare() < 0.5 ? 0.5 : 1;
      assertTrue(TransferResult.of(answers, SEED).top1().value() >= least);
    }
    TransferAnswers partly = probing.transfer().get(probing.transfer().size() - 1);
    assertEquals("partly", partly.task());
    assertEquals(60, partly.trainCount());
    assertEquals(20, partly.predictions().size());
  }

  @Test
  void classesUnseenInTrainingCountAsWrong() throws IOException {
    SyntheticFeatures features = new SyntheticFeatures("kind");
    for (int i = 0; i < 40; i++) {
      features.add("train", 17, i % 2, 0.1, "k" + i % 2);
    }
    for (String split : List.of("validation", "test")) {
      for (int i = 0; i < 8; i++) {
        features.add(split, 17, i % 4, 0.1, "k" + i % 4);
      }
    }

    TaskResult result = Probes.probe(features.table(), SETTINGS, SEED, List.of()).tasks().get(0);

    assertEquals(2, result.classes());
    assertEquals(8, result.testCount());
    assertEquals(0.5, result.top1());
    assertEquals(0.25, result.majorityTop1());
  }

  @Test
  void labelsThatCannotBeProbedAreSkippedWithTheReason() throws IOException {
    SyntheticFeatures features = new SyntheticFeatures("constant", "absent", "untested");
    for (int i = 0; i < 8; i++) {
      features.add("train", 4, i, 0.1, "c", null, "u" + i % 2);
      features.add("validation", 4, i, 0.1, "c", null, "u0");
      features.add("test", 4, i, 0.1, "c", null, null);
    }

    Probing probing = Probes.probe(features.table(), SETTINGS, SEED, List.of());

    assertEquals(List.of(), probing.tasks());
    assertEquals(
        List.of("constant", "absent", "untested"),
        probing.skipped().stream().map(SkippedTask::name).toList());
    assertTrue(probing.skipped().get(0).reason().contains("has 1 of the at least 2"));
    assertTrue(probing.skipped().get(1).reason().contains("has 0 of the at least 2"));
    assertTrue(probing.skipped().get(2).reason().contains("test split"));
  }

  @Test
  void tasksThatAreNoCategoricalLabelAreAllNamed() {
    DatasetManifest manifest =
        new DatasetManifest(
            DatasetManifest.FORMAT,
            "table",
            "x",
            List.of(
                new LabelSchema("kind", LabelKind.CATEGORICAL, List.of("a", "b")),
                new LabelSchema("heel", LabelKind.CONTINUOUS, List.of())),
            Map.of(),
            0,
            List.of(),
            "hash",
            "as they are");

    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> TaskNames.of(List.of("kind", "heel", "colour"), manifest));

    assertEquals(2, e.problems().size());
    assertTrue(e.problems().get(0).contains("heel is no categorical label"));
    assertTrue(e.problems().get(1).contains("colour is no label of the dataset"));
    assertTrue(e.problems().get(1).contains("(categorical labels: kind)"));
    assertEquals(List.of("kind"), TaskNames.of(List.of(), manifest));
  }

  private static FeatureTable threeClasses() {
    SyntheticFeatures features = new SyntheticFeatures("kind", "partly");
    for (String split : List.of("train", "train", "train", "validation", "test")) {
      for (int i = 0; i < 30; i++) {
        String partly = i % 3 == 2 ? null : "p" + i % 3;
        features.add(split, 17, i % 3, 0.1, "k" + i % 3, partly);
      }
    }
    return features.table();
  }

  private static FeatureTable noisy() {
    SyntheticFeatures features = new SyntheticFeatures("kind");
    for (String split : List.of("train", "train", "validation", "test")) {
      for (int i = 0; i < 60; i++) {
        features.add(split, 17, i % 4, 3, "k" + i % 4);
      }
    }
    return features.table();
  }
}
