package io.mscon.eval.report.contents;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that say most about a run. */
public final class Settings {
  private static final List<String> KEYS =
      List.of(
          "method",
          "loss.weighting",
          "loss.temperature",
          "model.encoder",
          "model.width",
          "image.size",
          "train.trainer",
          "train.epochs",
          "train.global-batch",
          "train.micro-batch",
          "train.lanes",
          "optimizer.algorithm",
          "optimizer.learning-rate",
          "optimizer.weight-decay",
          "seed");

  private Settings() {}

  /**
   * Those that the configuration has, by key.
   *
   * @param configuration of the run
   */
  public static Map<String, String> of(Config configuration) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : KEYS) {
      if (configuration.hasPath(key)) {
        settings.put(key, configuration.getValue(key).unwrapped().toString());
      }
    }
    return settings;
  }

  /**
   * The run's seed; 0 if the configuration has none.
   *
   * @param configuration of the run
   */
  public static long seed(Config configuration) {
    return configuration.hasPath("seed") ? configuration.getLong("seed") : 0;
  }
}
