package io.mscon.eval.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.mscon.eval.study.ComparisonPlan.Member;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Reads the runs that are to be compared: those of studies, and single ones. */
final class ComparedFolders {
  /** What tells runs of the same settings apart in their names. */
  private static final String SEED = "[-_.]?seed[-_.]?\\d+$";

  /** Runs that are averaged have this in common. */
  private record Key(String series, String place, Object settings) {}

  private final SparkSession spark;
  private final Configuration hadoop;
  private final boolean several;
  private final Map<Key, List<ComparedRun>> groups = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> titles = new ArrayList<>();
  private final Set<String> axes = new LinkedHashSet<>();

  private ComparedFolders(SparkSession spark, boolean several) {
    this.spark = spark;
    this.several = several;
    hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /**
   * Reads them.
   *
   * @param spark reads predictions
   * @param folders of studies and runs, at least one
   * @throws IOException if one is neither, or no run is finished
   */
  static Comparison read(SparkSession spark, List<String> folders) throws IOException {
    ComparedFolders reader = new ComparedFolders(spark, folders.size() > 1);
    for (String folder : folders) {
      reader.add(folder);
    }
    return reader.comparison(folders);
  }

  private void add(String folder) throws IOException {
    Storage storage = HadoopStorage.open(folder, hadoop);
    Optional<ComparisonPlan> plan = ComparisonPlan.read(storage);
    if (plan.isPresent()) {
      addStudy(folder, plan.get());
    } else if (ProbedCell.finished(storage)) {
      axes.add("");
      Config settings = ConfigFactory.parseString(storage.readText(RunFiles.CONFIGURATION));
      add(new Key(name(folder).replaceFirst(SEED, ""), "", settings.withoutPath("seed")), storage);
    } else {
      throw new IOException(
          "Cannot compare %s: it is neither a study (%s) nor a trained and probed run (%s)"
              .formatted(folder, ComparisonPlan.FILE, RunFiles.PROBE));
    }
  }

  private static String name(String folder) {
    String[] parts = folder.split("/");
    return parts[parts.length - 1];
  }

  private void addStudy(String folder, ComparisonPlan plan) throws IOException {
    titles.add(plan.title());
    axes.add(plan.against());
    for (Member member : plan.members()) {
      Storage run = HadoopStorage.open(folder + "/" + member.run(), hadoop);
      if (ProbedCell.finished(run)) {
        String series = several ? plan.title() + ": " + member.series() : member.series();
        add(new Key(series, member.place(), ""), run);
      } else {
        missing.add(name(member.run()) + reason(run));
      }
    }
  }

  private static String reason(Storage run) throws IOException {
    if (!run.exists(RunFiles.RESULT) || run.exists(RunFiles.SUCCESS)) {
      return "";
    }
    return " ("
        + new ObjectMapper().readTree(run.read(RunFiles.RESULT)).path("message").asText()
        + ")";
  }

  private void add(Key key, Storage run) throws IOException {
    groups.computeIfAbsent(key, k -> new ArrayList<>()).add(ComparedRun.read(spark, run));
  }

  private Comparison comparison(List<String> folders) throws IOException {
    if (groups.isEmpty()) {
      throw new IOException(
          "Cannot compare %s: no run is trained and probed (run mscon study)"
              .formatted(String.join(", ", folders)));
    }
    List<Group> compared = new ArrayList<>();
    groups.forEach((key, runs) -> compared.add(new Group(series(key), key.place(), runs)));
    return Comparison.of(
        titles.size() == 1 && !several ? titles.get(0) : "Comparison",
        axes.size() == 1 ? axes.iterator().next() : "",
        compared,
        missing);
  }

  /** Runs of other settings can lie in folders of the same name. */
  private String series(Key key) {
    List<Key> same =
        groups.keySet().stream()
            .filter(other -> other.series().equals(key.series()))
            .filter(other -> other.place().equals(key.place()))
            .toList();
    return same.size() == 1 ? key.series() : key.series() + " (" + (same.indexOf(key) + 1) + ")";
  }
}
