package io.mscon.eval.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.mscon.config.ConfigurationException;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Tells whether a run has been probed as a study wants it. */
public final class ProbedCell {
  private static final String PROBE = "probe";

  private ProbedCell() {}

  /**
   * Whether a run has been trained and probed.
   *
   * @param run its folder
   */
  public static boolean finished(Storage run) throws IOException {
    return run.exists(RunFiles.SUCCESS)
        && run.exists(RunFiles.MEASURES)
        && run.exists(RunFiles.PROBE);
  }

  /**
   * Refuses probes with other settings than those of the run's start, which it stores: they would
   * stand beside figures of other probes.
   *
   * @param run its folder, which holds a training
   * @param wanted settings of today, as HOCON
   * @throws ConfigurationException naming every key that differs
   */
  public static void requireSameProbe(Storage run, String wanted) throws IOException {
    Config then = ConfigFactory.parseString(run.readText(RunFiles.CONFIGURATION));
    Config now = ConfigFactory.parseString(wanted);
    List<String> problems = new ArrayList<>();
    for (String key : keys(now)) {
      Object before = then.hasPath(key) ? then.getValue(key).unwrapped() : null;
      Object today = now.getValue(key).unwrapped();
      // A run of an earlier version did not have the newer settings.
      if (before != null && !Objects.equals(before.toString(), today.toString())) {
        problems.add(
            "Cannot take over the probes: %s was %s and is %s (set it back, or remove %s)"
                .formatted(key, before, today, run.location()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static TreeSet<String> keys(Config configuration) {
    TreeSet<String> keys = new TreeSet<>();
    configuration
        .getConfig(PROBE)
        .entrySet()
        .forEach(entry -> keys.add(PROBE + "." + entry.getKey()));
    return keys;
  }
}
