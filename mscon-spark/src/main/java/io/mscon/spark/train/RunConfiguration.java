package io.mscon.spark.train;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.mscon.config.ConfigurationException;
import io.mscon.config.ConfigurationReader;
import io.mscon.data.DatasetManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compares what a run was started with to what it shall go on with. */
final class RunConfiguration {
  /** Settings that change no bit of the weights. */
  private static final List<String> HARMLESS =
      List.of(
          "probe.",
          "data.",
          "train.health-every-steps",
          "train.checkpoint-every-steps",
          "train.keep-checkpoints",
          "train.kept-activations",
          "train.progress-timeout",
          "train.executor-timeout");

  private RunConfiguration() {}

  /**
   * Refuses to go on with other settings than those of the start.
   *
   * @throws ConfigurationException naming every key that differs
   */
  static void requireSame(
      String stored, String wanted, DatasetManifest trainedOn, DatasetManifest given) {
    List<String> problems = differences(stored, wanted);
    if (!trainedOn.contentHash().equals(given.contentHash())) {
      problems.add(
          "Cannot resume: the dataset's content hash was "
              + trainedOn.contentHash()
              + " and is "
              + given.contentHash()
              + " (give the same --dataset, or choose another --run)");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static List<String> differences(String stored, String wanted) {
    Config before = ConfigFactory.parseString(stored);
    Config now = ConfigFactory.parseString(wanted);
    TreeSet<String> keys = new TreeSet<>();
    before.entrySet().forEach(entry -> keys.add(entry.getKey()));
    now.entrySet().forEach(entry -> keys.add(entry.getKey()));
    List<String> problems = new ArrayList<>();
    Config defaults = ConfigurationReader.reference();
    for (String key : keys) {
      // A run of an earlier version did what the default of a newer setting does.
      String then = text(before.hasPath(key) ? before : defaults, key);
      String today = text(now, key);
      if (!then.equals(today) && HARMLESS.stream().noneMatch(key::startsWith)) {
        problems.add(
            "Cannot resume: "
                + key
                + " was "
                + then
                + " and is "
                + today
                + " (set it back, or choose another --run)");
      }
    }
    return problems;
  }

  private static String text(Config config, String key) {
    return config.hasPath(key) ? config.getValue(key).unwrapped().toString() : "not set";
  }
}
