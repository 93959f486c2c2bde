package io.mscon.config;

import io.mscon.config.TrainConfiguration.Trainer;
import io.mscon.model.Engine;
import io.mscon.model.NetworkSpec;
import java.util.List;

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

  /** What is trained on, a projection head each: the metrics, or no label at all. */
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
   * @param heads how many projection heads
   */
  public NetworkSpec network(int heads) {
    return new NetworkSpec(
        model.encoder(),
        model.stem(),
        model.width(),
        image.size(),
        heads,
        model.projectionHidden(),
        model.embeddingSize());
  }
}
