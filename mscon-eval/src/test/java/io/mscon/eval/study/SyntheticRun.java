package io.mscon.eval.study;

import io.mscon.config.ConfigurationReader;
import io.mscon.eval.LocalSpark;
import io.mscon.eval.embed.RunTables;
import io.mscon.eval.probe.Domain;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.TaskResult;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes a run's files without training: answers are right by chance, steps are made up. */
final class SyntheticRun {
  static final int PICTURES = 40;
  static final int STEPS = 6;

  /** What the answers came to, by task and picture. */
  final Map<String, Map<String, Boolean>> right = new TreeMap<>();

  /** Top-1 by "task,probe,share". */
  final Map<String, Double> transfer = new TreeMap<>();

  final List<String> steps = new ArrayList<>();
  final Storage storage;

  private final SparkSession spark = LocalSpark.session();
  private final Random random;

  SyntheticRun(Path folder, int seed, double skill, String dataset, String... tasks)
      throws IOException {
    random = new Random(Math.round(1000 * skill) + seed);
    storage = HadoopStorage.open(folder.toString(), new Configuration());
    storage.writeText(
        RunFiles.CONFIGURATION,
        ConfigurationReader.read(
                "", "x", List.of("seed=" + seed, "train.epochs=" + Math.round(1000 * skill)))
            .resolved());
    answers(skill, tasks);
    probe(dataset, tasks);
    metrics(skill);
    transfer(tasks);
    storage.writeText(RunFiles.MEASURES, "[]");
    storage.writeText(RunFiles.SUCCESS, "");
  }

  private void answers(double skill, String... tasks) {
    List<Row> rows = new ArrayList<>();
    for (String task : tasks) {
      Map<String, Boolean> answers = new TreeMap<>();
      for (int i = 0; i < PICTURES; i++) {
        boolean hit = random.nextDouble() < skill;
        // Not in the order of ids: whoever reads has to sort.
        String id = "p" + (i * 7 % PICTURES);
        rows.add(RowFactory.create(task, id, "a", hit ? "a" : "b", hit ? 1 : 2));
        answers.put(id, hit);
      }
      right.put(task, answers);
    }
    StructType schema =
        new StructType()
            .add("task", DataTypes.StringType)
            .add("id", DataTypes.StringType)
            .add("label", DataTypes.StringType)
            .add("predicted", DataTypes.StringType)
            .add("rank", DataTypes.IntegerType);
    spark
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .parquet(RunTables.path(storage, RunFiles.PREDICTIONS));
  }

  private void probe(String dataset, String... tasks) throws IOException {
    List<TaskResult> results = new ArrayList<>();
    for (String task : tasks) {
      Domain domain = task.equals("brand") ? Domain.OUT : Domain.IN;
      results.add(new TaskResult(task, domain, 2, 80, PICTURES, 0, 0.5, 0.5, 0.01, 0));
    }
    new ProbeReport(results, List.of(), 0, "weights", dataset, 1).write(storage);
  }

  private void transfer(String... tasks) throws IOException {
    List<String> results = new ArrayList<>();
    for (String task : tasks) {
      for (String column : List.of("LINEAR,1.0", "LINEAR,0.1", "NEAREST_NEIGHBOURS,1.0")) {
        double top1 = random.nextDouble();
        transfer.put(task + "," + column, top1);
        results.add(
            ("{\"task\":\"%s\",\"probe\":\"%s\",\"labelShare\":%s,\"trainCount\":80,"
                    + "\"regularisation\":0,\"top1\":{\"value\":%s,\"low\":0,\"high\":1}}")
                .formatted(task, column.split(",")[0], column.split(",")[1], top1));
      }
    }
    storage.writeText(RunFiles.TRANSFER, results.toString());
  }

  private void metrics(double skill) throws IOException {
    steps.add("{\"type\":\"start\",\"step\":0,\"engines\":[]}");
    for (int i = 1; i <= STEPS; i++) {
      steps.add(
          ("{\"type\":\"step\",\"step\":%d,\"epoch\":%d,\"metricLoss\":{\"kind\":2.5,\"colour\":3},"
                  + "\"excess\":{\"kind\":%s,\"colour\":%s},\"logVariances\":[%s,%s],"
                  + "\"imagesPerSecond\":%s,\"seconds\":%s,\"times\":{\"compute\":%s},"
                  + "\"mebibytes\":%s}")
              .formatted(
                  i,
                  (i + 1) / 2,
                  random.nextDouble(),
                  random.nextDouble(),
                  0.1 * i,
                  -0.2 * skill * i,
                  100 + random.nextDouble(),
                  1 + random.nextDouble(),
                  0.5 + random.nextDouble() / 2,
                  1000 + i % 4));
    }
    storage.writeText(RunFiles.METRICS, String.join("\n", steps) + "\n");
  }

  /** The share of a task's pictures that is right. */
  double top1(String task) {
    return right.get(task).values().stream().mapToDouble(hit -> hit ? 1 : 0).average().orElse(0);
  }
}
