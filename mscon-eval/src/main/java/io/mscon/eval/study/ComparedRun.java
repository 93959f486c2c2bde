package io.mscon.eval.study;

import com.typesafe.config.ConfigFactory;
import io.mscon.eval.embed.RunTables;
import io.mscon.eval.probe.Domain;
import io.mscon.eval.probe.ProbeReport;
import io.mscon.eval.probe.TaskResult;
import io.mscon.eval.probe.TransferResult;
import io.mscon.eval.report.contents.TransferGrid;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.LiteralPaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A probed run.
 *
 * @param location of its folder
 * @param seed of the run
 * @param dataset content hash of what it was probed on
 * @param domains of the probed tasks, in the probes' order
 * @param randomEncoder top-1 of a random encoder by task
 * @param answers by task
 * @param transfer probes with fewer labels and nearest neighbours; earlier versions made none
 * @param training what the training came to
 */
record ComparedRun(
    String location,
    long seed,
    String dataset,
    Map<String, Domain> domains,
    Map<String, Double> randomEncoder,
    Map<String, Answers> answers,
    TransferGrid transfer,
    TrainingFigures training) {

  static ComparedRun read(SparkSession spark, Storage run) throws IOException {
    ProbeReport probe = ProbeReport.read(run);
    Map<String, Domain> domains = new LinkedHashMap<>();
    Map<String, Double> random = new LinkedHashMap<>();
    for (TaskResult task : probe.tasks()) {
      domains.put(task.name(), task.domain());
      random.put(task.name(), task.randomEncoderTop1());
    }
    return new ComparedRun(
        run.location(),
        ConfigFactory.parseString(run.readText(RunFiles.CONFIGURATION)).getLong("seed"),
        probe.datasetContentHash(),
        domains,
        random,
        answers(spark, run),
        new TransferGrid(run.exists(RunFiles.TRANSFER) ? TransferResult.read(run) : List.of()),
        TrainingFigures.read(run));
  }

  private static Map<String, Answers> answers(SparkSession spark, Storage run) {
    String path = LiteralPaths.escape(RunTables.path(run, RunFiles.PREDICTIONS));
    Map<String, List<String>> ids = new LinkedHashMap<>();
    Map<String, BitSet> right = new LinkedHashMap<>();
    for (Row row :
        spark
            .read()
            .parquet(path)
            .selectExpr("task", "id", "label = predicted")
            .orderBy("task", "id")
            .collectAsList()) {
      List<String> known = ids.computeIfAbsent(row.getString(0), task -> new ArrayList<>());
      right
          .computeIfAbsent(row.getString(0), task -> new BitSet())
          .set(known.size(), row.getBoolean(2));
      known.add(row.getString(1));
    }
    Map<String, Answers> answers = new LinkedHashMap<>();
    ids.forEach((task, pictures) -> answers.put(task, new Answers(pictures, right.get(task))));
    return answers;
  }
}
