package io.mscon.spark.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mscon.config.Configuration;
import io.mscon.data.BatchPlan;
import io.mscon.data.DatasetManifest;
import io.mscon.health.HealthReport;
import io.mscon.run.MetricsLog;
import io.mscon.run.RunFiles;
import io.mscon.run.StepReport;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a training writes beside its checkpoints and its model: configuration, metrics, result. */
final class RunRecord {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Storage run;
  private final boolean resume;
  private MetricsLog metrics;
  private HealthRecord health;
  private BatchPlan plan;
  private int epochs;
  private TrainingListener listener;
  private long firstStep;
  private long startNanos;
  private long steps;
  private final List<StepTimes> stepTimes = new ArrayList<>();
  private double lastLoss;

  private RunRecord(Storage run, boolean resume) {
    this.run = run;
    this.resume = resume;
  }

  /**
   * Opens a run's folder.
   *
   * @throws IOException if it holds a run and resume is not asked for, or a run of another
   *     configuration
   */
  static RunRecord open(
      Storage run, Configuration configuration, DatasetManifest dataset, boolean resume)
      throws IOException {
    boolean holdsRun = run.exists(RunFiles.CONFIGURATION);
    if (holdsRun && !resume) {
      throw new IOException(
          "Cannot train in "
              + run.location()
              + ": it holds a run already (go on with --resume, or choose another --run)");
    }
    if (holdsRun) {
      RunConfiguration.requireSame(
          run.readText(RunFiles.CONFIGURATION),
          configuration.resolved(),
          DatasetManifest.fromJson(run.readText(RunFiles.DATASET)),
          dataset);
    } else {
      run.writeText(RunFiles.DATASET, dataset.toJson());
      run.writeText(RunFiles.CONFIGURATION, configuration.resolved());
    }
    return new RunRecord(run, resume);
  }

  /** The result of a finished run. */
  TrainResult result() throws IOException {
    JsonNode result = JSON.readTree(run.read(RunFiles.RESULT));
    return new TrainResult(
        result.path("weights_sha256").asText(),
        result.path("steps").asLong(),
        result.path("epochs").asInt(),
        result.path("pictures").asInt(),
        result.path("loss").asDouble(),
        result.path("seconds").asDouble(),
        result.path("images_per_second").asDouble(),
        Optional.empty(),
        true);
  }

  void start(long step, BatchPlan batchPlan, int totalEpochs, TrainingListener progress)
      throws IOException {
    metrics = resume ? MetricsLog.resume(run, step) : MetricsLog.start(run);
    health = HealthRecord.of(metrics, progress);
    plan = batchPlan;
    epochs = totalEpochs;
    listener = progress;
    firstStep = step;
    steps = step;
    startNanos = System.nanoTime();
  }

  /**
   * Writes the line of a start.
   *
   * @param engines what runs the network
   * @param bandwidths of the continuous metrics
   */
  void started(List<String> engines, Map<String, Double> bandwidths) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("step", firstStep);
    values.put("engines", engines);
    values.put("bandwidths", bandwidths);
    metrics.add("start", values);
    listener.onStart(engines);
    listener.onBandwidths(bandwidths);
  }

  /**
   * Writes a line.
   *
   * @param position the newest step; the line stands for all steps since the line before
   */
  void step(
      StepPosition position,
      StepLoss loss,
      double learningRate,
      double[] logVariances,
      StepTimes times)
      throws IOException {
    long taken = position.step() + 1 - steps;
    steps = position.step() + 1;
    lastLoss = loss.total();
    stepTimes.add(times.perStep(taken));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("step", steps);
    values.put("epoch", position.epoch() + 1);
    values.put("loss", loss.total());
    values.put("metricLoss", loss.metricLoss());
    values.put("excess", loss.excess());
    values.put("weights", loss.weightOfMetric());
    values.put("logVariances", logVariances.clone());
    if (!loss.uncertainties().isEmpty()) {
      values.put("uncertainties", loss.uncertaintySummaries());
    }
    values.put("learningRate", learningRate);
    values.put("imagesPerSecond", taken * plan.globalBatch() / times.total());
    values.put("seconds", times.total());
    values.put("times", times.parts());
    values.put("phases", times.phases());
    values.put("mebibytes", times.mebibytes());
    metrics.add("step", values);
    listener.onStep(report(position, loss, learningRate));
  }

  /**
   * Writes what is known of the training's health.
   *
   * @param position of the step
   * @param report of the step
   * @param judged whether signs of something wrong are looked for
   */
  void health(StepPosition position, HealthReport report, boolean judged) throws IOException {
    health.add(position.step() + 1, report, judged);
  }

  private StepReport report(StepPosition position, StepLoss loss, double learningRate) {
    double rate = imagesPerSecond();
    long left = (long) epochs * plan.stepsPerEpoch() - steps;
    return new StepReport(
        position.epoch() + 1,
        epochs,
        position.stepInEpoch() + 1,
        plan.stepsPerEpoch(),
        (position.stepInEpoch() + 1L) * plan.globalBatch(),
        rate,
        loss.total(),
        loss.metricLoss(),
        learningRate,
        left * plan.globalBatch() / rate);
  }

  private double imagesPerSecond() {
    return (steps - firstStep) * plan.globalBatch() / seconds();
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  void flush() throws IOException {
    metrics.flush();
  }

  /**
   * Says in the result that this attempt ended before the training did.
   *
   * @param status stopped or failed
   * @param message for people
   */
  void ended(String status, String message) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("status", status);
    values.put("message", message);
    values.put("steps", steps);
    run.write(RunFiles.RESULT, JSON.writeValueAsBytes(values));
  }

  /** Writes the result, then {@code _SUCCESS}, last. */
  TrainResult finish(TrainedModel model, int pictures) throws IOException {
    metrics.flush();
    double rate = steps > firstStep ? imagesPerSecond() : 0;
    TrainResult result =
        new TrainResult(
            model.weightsSha256(),
            steps,
            epochs,
            pictures,
            lastLoss,
            seconds(),
            rate,
            MeanStepTimes.of(stepTimes),
            false);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("status", "succeeded");
    values.put("weights_sha256", result.weightsSha256());
    values.put("metrics", List.copyOf(model.metrics()));
    values.put("steps", result.steps());
    values.put("epochs", result.epochs());
    values.put("pictures", result.pictures());
    values.put("loss", result.loss());
    values.put("seconds", result.seconds());
    values.put("images_per_second", result.imagesPerSecond());
    result.stepTimes().ifPresent(times -> values.put("step_seconds", times));
    run.write(RunFiles.RESULT, JSON.writeValueAsBytes(values));
    run.write(RunFiles.SUCCESS, new byte[0]);
    return result;
  }
}
