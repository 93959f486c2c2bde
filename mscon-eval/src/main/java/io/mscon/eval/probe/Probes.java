package io.mscon.eval.probe;

import io.mscon.config.Configuration;
import io.mscon.config.ProbeConfiguration;
import io.mscon.data.Split;
import io.mscon.eval.embed.Embedding;
import io.mscon.eval.embed.RunTables;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.run.TrainedModel;
import io.mscon.spark.cluster.LiteralPaths;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Embeds a dataset with a run's encoder and probes the features for every label. */
public final class Probes {
  private Probes() {}

  /**
   * Embeds and probes; writes {@link RunFiles#FEATURES}, {@link RunFiles#PREDICTIONS}, {@link
   * RunFiles#MEASURES}, {@link RunFiles#TRANSFER_PREDICTIONS}, {@link RunFiles#TRANSFER}, {@link
   * RunFiles#UNCERTAINTY} if samples have log-variances, and last {@link RunFiles#PROBE}.
   *
   * @param spark the session
   * @param configuration probe, and what {@link Embedding} reads
   * @param dataset the samples
   * @param run the run's folder, which has a trained model and the configuration of its training
   * @throws IOException if there is no trained model, or reading or writing fails
   * @throws io.mscon.config.ConfigurationException if a task is no categorical label
   */
  public static ProbeReport run(
      SparkSession spark, Configuration configuration, PreparedDataset dataset, Storage run)
      throws IOException {
    long start = System.nanoTime();
    ProbeConfiguration settings = configuration.probe();
    // Before the embedding, which takes longest.
    List<String> names = TaskNames.of(settings.tasks(), dataset.manifest());
    // Figures must never stand beside features that they were not made of.
    run.delete(RunFiles.PROBE);
    run.delete(RunFiles.MEASURES);
    run.delete(RunFiles.TRANSFER);
    run.delete(RunFiles.UNCERTAINTY);
    TrainedModel model = Embedding.run(spark, configuration, dataset, run);
    Dataset<Row> rows =
        spark.read().parquet(LiteralPaths.escape(RunTables.path(run, RunFiles.FEATURES)));
    long seed = configuration.seed();
    Probing probing = probe(new FeatureTable(rows, names), settings, seed, model.labels());
    PredictionTables.write(spark, run, probing.predictions(), probing.transfer());
    TransferResult.write(
        run, probing.transfer().stream().map(found -> TransferResult.of(found, seed)).toList());
    Measures.write(run, Measures.of(probing.predictions(), seed));
    UncertaintyProbing.run(dataset.manifest(), rows, model, run);
    ProbeReport report =
        new ProbeReport(
            probing.tasks(),
            probing.skipped(),
            probing.tasks().stream().mapToDouble(TaskResult::top1).average().orElse(0),
            model.weightsSha256(),
            dataset.manifest().contentHash(),
            (System.nanoTime() - start) / 1e9);
    report.write(run);
    return report;
  }

  /**
   * What probing came to.
   *
   * @param tasks the probed labels
   * @param skipped the others
   * @param predictions on the test split
   * @param transfer answers with fewer labels and by nearest neighbours, of the trained encoder
   */
  record Probing(
      List<TaskResult> tasks,
      List<SkippedTask> skipped,
      List<TestAnswers> predictions,
      List<TransferAnswers> transfer) {}

  /**
   * Probes features.
   *
   * @param table features and labels
   * @param settings of the probes
   * @param seed decides which labels a share is
   * @param trainedLabels the labels that the encoder was trained on
   */
  static Probing probe(
      FeatureTable table, ProbeConfiguration settings, long seed, List<String> trainedLabels) {
    List<LabelledSample> samples = table.samples();
    List<ProbeTask> tasks = new ArrayList<>();
    List<SkippedTask> skipped = new ArrayList<>();
    for (int i = 0; i < table.tasks().size(); i++) {
      ProbeTask task = ProbeTask.of(table.tasks().get(i), i, samples);
      task.obstacle().ifPresentOrElse(skipped::add, () -> tasks.add(task));
    }
    if (tasks.isEmpty()) {
      return new Probing(List.of(), skipped, List.of(), List.of());
    }
    List<LabelledSample> heldOut =
        samples.stream().filter(sample -> !sample.isIn(Split.TRAIN)).toList();
    List<LabelledSample> training =
        samples.stream().filter(sample -> sample.isIn(Split.TRAIN)).toList();
    EncoderProbing probing = new EncoderProbing(table, settings, tasks, training, heldOut, seed);
    EncoderProbing.Probed probed = probing.probed(Embedding.TRAINED);
    List<Outcome> trained = probed.outcomes();
    List<Outcome> random = probing.outcomes(Embedding.RANDOM);
    List<TaskResult> results = new ArrayList<>();
    List<TestAnswers> answers = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      results.add(result(tasks.get(i), trained.get(i), random.get(i), trainedLabels));
      answers.addAll(answers(tasks.get(i), trained.get(i), random.get(i)));
    }
    return new Probing(results, skipped, answers, probed.transfer());
  }

  private static List<TestAnswers> answers(ProbeTask task, Outcome trained, Outcome random) {
    List<TestAnswers> answers = new ArrayList<>();
    for (int i = 0; i < trained.predictions().size(); i++) {
      // Both encoders' probes answer the same pictures, in order of id.
      String other = random.predictions().get(i).predicted();
      answers.add(new TestAnswers(trained.predictions().get(i), other, task.majority()));
    }
    return answers;
  }

  private static TaskResult result(
      ProbeTask task, Outcome trained, Outcome random, List<String> trainedLabels) {
    return new TaskResult(
        task.name(),
        trainedLabels.contains(task.name()) ? Domain.IN : Domain.OUT,
        task.classes().size(),
        task.counts().get(Split.TRAIN),
        task.counts().get(Split.TEST),
        trained.testTop1(),
        task.majorityTop1(),
        random.testTop1(),
        trained.regularisation(),
        trained.validationTop1());
  }
}
