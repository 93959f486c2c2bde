package io.mscon.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a script for a cluster's manager puts before the command: {@code --spark-submit --master
 * yarn --deploy-mode cluster train --conf shoes.conf}. All up to the command goes to Spark's
 * spark-submit.
 *
 * @param given whether {@code --spark-submit} stood there
 * @param options of spark-submit
 * @param command of mscon with its options
 */
record SubmitOptions(boolean given, List<String> options, List<String> command) {
  private static final String MARK = "--spark-submit";
  private static final String PROPERTIES = "--properties-file";

  /** Those of spark-submit that have no value. */
  private static final Set<String> FLAGS = Set.of("--verbose", "-v", "--supervise");

  /**
   * Parts the arguments.
   *
   * @param arguments of the launcher
   * @throws UsageException if an option has no value
   */
  static SubmitOptions of(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.get(0).equals(MARK)) {
      return new SubmitOptions(false, List.of(), arguments);
    }
    int end = 1;
    while (end < arguments.size() && arguments.get(end).startsWith("-")) {
      String option = arguments.get(end);
      end += FLAGS.contains(option) || option.contains("=") ? 1 : 2;
      if (end > arguments.size()) {
        throw new UsageException("Cannot submit: " + option + " has no value");
      }
    }
    return new SubmitOptions(
        true,
        List.copyOf(arguments.subList(1, end)),
        List.copyOf(arguments.subList(end, arguments.size())));
  }

  /** Spark's master; spark-submit takes the last one too. */
  String master() {
    return last(values("--master")).orElse(CommonOptions.DEFAULT_MASTER);
  }

  /** Whether the driver runs in the cluster. */
  boolean inCluster() {
    return last(values("--deploy-mode")).filter("cluster"::equals).isPresent();
  }

  boolean onYarn() {
    return master().startsWith("yarn");
  }

  /** Files of Spark's settings, each stronger than those before it. */
  List<String> propertiesFiles() {
    return values(PROPERTIES);
  }

  /** The rest. */
  List<String> withoutPropertiesFiles() {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).equals(PROPERTIES)) {
        i++;
      } else if (!options.get(i).startsWith(PROPERTIES + "=")) {
        rest.add(options.get(i));
      }
    }
    return rest;
  }

  private List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i);
      if (option.equals(name)) {
        i++;
        values.add(options.get(i));
      } else if (option.startsWith(name + "=")) {
        values.add(option.substring(name.length() + 1));
      }
    }
    return values;
  }

  private static Optional<String> last(List<String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }
}
