package io.mscon.spark.train;

import io.mscon.data.BatchLabels;
import io.mscon.health.EmbeddingSample;
import io.mscon.health.GradientNorms;
import io.mscon.health.HeadSimilarity;
import io.mscon.health.HealthReport;
import io.mscon.health.MetricHealth;
import io.mscon.model.ParameterLayout;
import io.mscon.numeric.Values;
import io.mscon.run.TrainingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at a step's rows and gradient, on the driver, and changes neither. */
final class StepHealth {
  /** Numbers lie on a line at least. */
  private static final int ENDS_OF_A_LINE = 2;

  private final TrainingCourse course;
  private final ParameterLayout layout;
  private final List<String> metrics;

  StepHealth(TrainingCourse course) {
    this.course = course;
    this.layout = ParameterLayout.of(course.network());
    this.metrics = course.trainingSet().metricNames();
  }

  /**
   * Looks at a step if it is time to.
   *
   * @param state before the step
   * @param outcome of the step
   * @param clock is told how long it takes
   */
  Optional<HealthReport> of(TrainingState state, StepOutcome outcome, StepClock clock) {
    StepPosition position = StepPosition.of(state.step(), course.plan().stepsPerEpoch());
    if (!course.healthDue(position)) {
      return Optional.empty();
    }
    HealthReport report = clock.computing(() -> look(position, state, outcome));
    clock.lap("health");
    return Optional.of(report);
  }

  private HealthReport look(StepPosition position, TrainingState state, StepOutcome outcome) {
    // What classifiers say of a picture is no place on a sphere.
    List<EmbeddingSample> samples =
        course.configuration().method().classifies()
            ? List.of()
            : outcome.rows().stream().map(this::sample).toList();
    return new HealthReport(
        metrics,
        heads(position, samples),
        HeadSimilarity.ofPairs(metrics, samples),
        Arrays.stream(state.logVariances()).boxed().toList(),
        GradientNorms.of(outcome.gradient(), layout, course.network().heads().size()));
  }

  private EmbeddingSample sample(Values rows) {
    return EmbeddingSample.of(
        rows,
        course.configuration().train().views(),
        course.configuration().model().embeddingSize());
  }

  private List<MetricHealth> heads(StepPosition position, List<EmbeddingSample> samples) {
    int[] batch = course.plan().ranks(position.epoch(), position.stepInEpoch());
    int[] ranks =
        Arrays.stream(EmbeddingSample.chosen(batch.length, course.configuration().train().views()))
            .map(place -> batch[place])
            .toArray();
    List<MetricHealth> heads = new ArrayList<>();
    for (int metric = 0; metric < samples.size(); metric++) {
      int values = values(course.trainingSet().labels(metric, ranks));
      heads.add(MetricHealth.of(metrics.get(metric), samples.get(metric), values));
    }
    return heads;
  }

  private static int values(BatchLabels labels) {
    if (labels instanceof BatchLabels.Classes classes) {
      return (int) Arrays.stream(classes.classes()).filter(value -> value >= 0).distinct().count();
    }
    if (labels instanceof BatchLabels.ValueSets sets) {
      return (int)
          Arrays.stream(sets.values())
              .filter(set -> set != null)
              .flatMapToInt(Arrays::stream)
              .distinct()
              .count();
    }
    return ENDS_OF_A_LINE;
  }
}
