package io.mscon.config;

import io.mscon.config.LossConfiguration.SampleUncertainty;
import io.mscon.config.TrainConfiguration.Trainer;
import io.mscon.model.Engine;
import io.mscon.model.HeadShape;
import io.mscon.model.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Every setting of a run.
 *
 * @param seed of every random choice
 * @param data what {@code prepare} reads
 * @param method what a training learns from
 * @param metrics labels that stand for the notions of similarity
 * @param image what the encoder sees
 * @param augmentation random views
 * @param model the network
 * @param loss the loss
 * @param train the training run
 * @param optimizer the optimiser and its learning rate
 * @param engine what runs the network
 * @param probe linear probes
 * @param resolved all of it as HOCON, defaults included: what a run stores
 */
public record Configuration(
    long seed,
    DataConfiguration data,
    Method method,
    List<MetricConfiguration> metrics,
    ImageConfiguration image,
    AugmentationConfiguration augmentation,
    ModelConfiguration model,
    LossConfiguration loss,
    TrainConfiguration train,
    OptimizerConfiguration optimizer,
    Engine engine,
    ProbeConfiguration probe,
    String resolved) {

  /** What is trained on, a head each: the metrics, or no label at all. */
  public List<MetricConfiguration> trainedMetrics() {
    return method == Method.SIMCLR ? List.of(MetricConfiguration.samePicture()) : metrics;
  }

  /** The dataset's labels that are trained on; none without labels. */
  public List<String> trainedLabels() {
    return method == Method.SIMCLR
        ? List.of()
        : metrics.stream().map(MetricConfiguration::label).distinct().toList();
  }

  /** What runs the network in training: parameter averaging is DL4J's, whatever else is faster. */
  public Engine trainingEngine() {
    return train.trainer() == Trainer.PARAMETER_AVERAGING ? Engine.DL4J : engine;
  }

  /**
   * The shape of the network that is asked for.
   *
   * @param classesOf how many values a categorical label has
   */
  public NetworkSpec network(ToIntFunction<String> classesOf) {
    List<HeadShape> heads = new ArrayList<>(metricHeads(classesOf));
    if (loss.perSample()) {
      heads.add(
          HeadShape.linear(
              uncertaintyColumns(classesOf).stream().mapToInt(Integer::intValue).sum()));
    }
    return new NetworkSpec(model.encoder(), model.stem(), model.width(), image.size(), heads);
  }

  /**
   * Columns of each metric in the head of log-variances, which stands after the metrics' heads with
   * loss.weighting = per-sample.
   *
   * @param classesOf how many values a categorical label has
   */
  public List<Integer> uncertaintyColumns(ToIntFunction<String> classesOf) {
    boolean ofLabels =
        loss.sampleUncertainty() == SampleUncertainty.PICTURE_AND_LABEL && method != Method.SIMCLR;
    return trainedMetrics().stream()
        .map(metric -> ofLabels ? Math.max(1, classesOf.applyAsInt(metric.label())) : 1)
        .toList();
  }

  private List<HeadShape> metricHeads(ToIntFunction<String> classesOf) {
    return method.classifies()
        ? metrics.stream()
            .map(metric -> HeadShape.linear(classesOf.applyAsInt(metric.label())))
            .toList()
        : HeadShape.projections(
            trainedMetrics().size(), model.projectionHidden(), model.embeddingSize());
  }
}
