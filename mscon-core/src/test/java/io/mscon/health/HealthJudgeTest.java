package io.mscon.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthJudgeTest {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final GradientNorms SOUND = new GradientNorms(1, 0.8, List.of(0.4, 0.4));
  private static final EmbeddingSample CATEGORY = HealthRows.clusters(1, 4, 200, 32, 0.5);
  private static final EmbeddingSample GENDER = HealthRows.clusters(5, 7, 200, 32, 0.5);

  @Test
  void aHealthyTrainingShowsNoSign() {
    assertEquals(List.of(), judge(SOUND, CATEGORY, GENDER));
    assertEquals(List.of(), judge(SOUND, CATEGORY));
    HealthReport alone = report(SOUND, CATEGORY);
    assertEquals(List.of(), alone.similarities(), "one head has nobody to be compared with");
  }

  @Test
  void twoClassesInOppositePlacesAreHealthy() {
    double[] rows = new double[2 * 100 * 8];
    for (int row = 0; row < 200; row++) {
      rows[row * 8] = row % 2 == 0 ? 1 : -1;
    }
    EmbeddingSample opposite = new EmbeddingSample(rows, 2, 100, 8);
    MetricHealth metric = MetricHealth.of("insole", opposite, 2);
    assertEquals(1, metric.effectiveRank(), 1e-4);
    assertEquals(List.of(), judge(report(metric)));
  }

  @Test
  void rowsThatAreAllTheSameHaveCollapsed() {
    double[] rows = new double[CATEGORY.rows().length];
    Arrays.fill(rows, 1 / Math.sqrt(32));
    List<HealthWarning> found = judge(SOUND, new EmbeddingSample(rows, 2, 200, 32), GENDER);
    assertEquals(List.of(HealthSign.COLLAPSE), signs(found));
    assertEquals("a", found.get(0).metric());
    assertEquals(0, found.get(0).value(), 1e-6);
    assertTrue(found.get(0).remedy().contains("optimizer.learning-rate"));
    assertTrue(found.get(0).toString().startsWith("collapse of a: "), found.toString());
  }

  /** Fifty values, but all rows on one line. */
  @Test
  void tooFewDimensionsForTheLabelsValues() {
    EmbeddingSample line = HealthRows.clusters(1, 2, 200, 32, 1e-3);
    MetricHealth metric = MetricHealth.of("brand", line, 50);
    assertEquals(32, metric.dimensionsNeeded());
    List<HealthWarning> found = judge(report(metric));
    assertEquals(List.of(HealthSign.FEW_DIMENSIONS), signs(found));
    assertEquals(3.2, found.get(0).threshold(), 1e-12);
  }

  @Test
  void twoHeadsThatSeeTheSame() {
    List<HealthWarning> found = judge(SOUND, CATEGORY, GENDER, CATEGORY);
    assertEquals(List.of(HealthSign.IDENTICAL_HEADS), signs(found));
    assertEquals("a and c", found.get(0).metric());
    assertEquals(1, found.get(0).value(), 1e-12);
  }

  @Test
  void viewsAsFarApartAsPictures() {
    List<HealthWarning> found = judge(SOUND, HealthRows.uniform(1, 2, 200, 32));
    assertEquals(List.of(HealthSign.VIEWS_APART), signs(found));
  }

  @Test
  void variancesOutOfAllBounds() {
    List<Double> logVariances = List.of(Math.log(101), -Math.log(101), Math.log(12));
    List<HealthWarning> found =
        judge(
            new HealthReport(
                List.of("large", "small", "usual"), List.of(), List.of(), logVariances, SOUND));
    assertEquals(List.of("large", "small"), found.stream().map(HealthWarning::metric).toList());
    assertEquals(Math.log(100), found.get(0).threshold(), 1e-12);
    assertEquals(-Math.log(100), found.get(1).threshold(), 1e-12);
  }

  @Test
  void gradientsOutOfAllBounds() {
    assertEquals(
        List.of(HealthSign.VANISHING_GRADIENT),
        signs(judge(new GradientNorms(1e-6, 1e-6, List.of(0.0)), CATEGORY)));
    assertEquals(
        List.of(HealthSign.EXPLODING_GRADIENT),
        signs(judge(new GradientNorms(2e3, 2e3, List.of(1.0)), CATEGORY)));
    assertEquals(
        List.of(HealthSign.ENCODER_STARVED),
        signs(judge(new GradientNorms(1, 1e-4, List.of(1.0)), CATEGORY)));
    assertEquals(
        List.of(HealthSign.VANISHING_GRADIENT),
        signs(judge(new GradientNorms(0, 0, List.of(0.0)), CATEGORY)));
  }

  @Test
  void everySignHasANameAndARemedy() {
    for (HealthSign sign : HealthSign.values()) {
      assertTrue(sign.label().matches("[a-z-]+"), sign.label());
      assertTrue(sign.remedy().length() > 20, sign.label());
    }
  }

  private static HealthReport report(GradientNorms gradient, EmbeddingSample... heads) {
    List<MetricHealth> healths = new ArrayList<>();
    for (EmbeddingSample head : heads) {
      healths.add(MetricHealth.of(NAMES.get(healths.size()), head, 4));
    }
    List<String> names = NAMES.subList(0, heads.length);
    return new HealthReport(
        names,
        healths,
        HeadSimilarity.ofPairs(names, List.of(heads)),
        Collections.nCopies(heads.length, 0.0),
        gradient);
  }

  private static HealthReport report(MetricHealth head) {
    return new HealthReport(List.of(head.metric()), List.of(head), List.of(), List.of(0.0), SOUND);
  }

  private static List<HealthWarning> judge(GradientNorms gradient, EmbeddingSample... heads) {
    return judge(report(gradient, heads));
  }

  private static List<HealthWarning> judge(HealthReport report) {
    return HealthJudge.judge(report);
  }

  private static List<HealthSign> signs(List<HealthWarning> warnings) {
    return warnings.stream().map(HealthWarning::sign).toList();
  }
}
