package io.mscon.eval.study;

import io.mscon.eval.probe.Domain;
import io.mscon.eval.probe.Interval;
import io.mscon.eval.study.Quantity.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Figures of groups of runs, side by side.
 *
 * @param title heading
 * @param against key of the setting that figures are plotted against, or ""
 * @param groups at least one; the others are compared with the first
 * @param accuracy top-1 of each task, then their mean
 * @param randomEncoder top-1 of an untrained encoder, of each task, then their mean
 * @param transfer probes with fewer labels, and nearest neighbours
 * @param training what the trainings came to
 * @param differences of top-1 from the first group, [task][group]; empty where one lacks the task,
 *     and of the first group itself
 * @param missing locations of runs that belong to it and are not finished
 */
record Comparison(
    String title,
    String against,
    List<Group> groups,
    List<Quantity> accuracy,
    List<Quantity> randomEncoder,
    List<TransferFigures> transfer,
    List<Quantity> training,
    List<List<Optional<Interval>>> differences,
    List<String> missing) {

  static Comparison of(String title, String against, List<Group> groups, List<String> missing)
      throws IOException {
    requireOneDataset(groups);
    List<String> tasks = names(groups, run -> run.domains());
    List<Quantity> accuracy = new ArrayList<>();
    List<Quantity> random = new ArrayList<>();
    List<List<Optional<Interval>>> differences = new ArrayList<>();
    for (String task : tasks) {
      accuracy.add(quantity(groups, Kind.TOP1, task, run -> top1(run, task)));
      random.add(
          quantity(groups, Kind.RANDOM_ENCODER_TOP1, task, run -> run.randomEncoder().get(task)));
      differences.add(differences(groups, task));
    }
    accuracy.add(quantity(groups, Kind.MEAN_TOP1, "", run -> mean(tasks, task -> top1(run, task))));
    random.add(
        quantity(
            groups,
            Kind.RANDOM_ENCODER_TOP1,
            "",
            run -> mean(tasks, task -> run.randomEncoder().get(task))));
    return new Comparison(
        title,
        against,
        groups,
        accuracy,
        random,
        TransferFigures.all(groups, tasks),
        training(groups),
        differences,
        missing);
  }

  private static void requireOneDataset(List<Group> groups) throws IOException {
    ComparedRun first = groups.get(0).runs().get(0);
    for (Group group : groups) {
      for (ComparedRun run : group.runs()) {
        if (!run.dataset().equals(first.dataset())) {
          throw new IOException(
              "Cannot compare %s with %s: they were probed on datasets with content %s and %s"
                  .formatted(run.location(), first.location(), run.dataset(), first.dataset()));
        }
      }
    }
  }

  private static List<String> names(
      List<Group> groups, Function<ComparedRun, Map<String, ?>> named) {
    Set<String> names = new LinkedHashSet<>();
    groups.forEach(group -> group.runs().forEach(run -> names.addAll(named.apply(run).keySet())));
    return List.copyOf(names);
  }

  private static Quantity quantity(
      List<Group> groups, Kind kind, String of, Function<ComparedRun, Double> figure) {
    return new Quantity(kind, of, groups.stream().map(group -> group.spread(figure)).toList());
  }

  private static Double top1(ComparedRun run, String task) {
    Answers answers = run.answers().get(task);
    return answers == null ? null : answers.top1();
  }

  /** Null if one is missing: means over different tasks can't be compared. */
  private static Double mean(List<String> tasks, Function<String, Double> top1) {
    List<Double> all = tasks.stream().map(top1).filter(Objects::nonNull).toList();
    return all.size() < tasks.size()
        ? null
        : Double.valueOf(all.stream().mapToDouble(one -> one).average().orElse(0));
  }

  private static List<Optional<Interval>> differences(List<Group> groups, String task)
      throws IOException {
    List<Optional<Interval>> differences = new ArrayList<>();
    Group baseline = groups.get(0);
    for (Group group : groups) {
      boolean both = answered(group, task) && answered(baseline, task);
      differences.add(
          group == baseline || !both
              ? Optional.empty()
              : Optional.of(
                  new PairedBootstrap(group, baseline, task)
                      .interval(baseline.runs().get(0).seed(), task)));
    }
    return differences;
  }

  private static boolean answered(Group group, String task) {
    return group.runs().stream().allMatch(run -> run.answers().containsKey(task));
  }

  private static List<Quantity> training(List<Group> groups) {
    List<Quantity> quantities = new ArrayList<>();
    for (String metric : names(groups, run -> run.training().sigmaSquared())) {
      quantities.add(
          quantity(
              groups,
              Kind.SIGMA_SQUARED,
              metric,
              run -> run.training().sigmaSquared().get(metric)));
    }
    for (String metric : names(groups, run -> run.training().excess())) {
      quantities.add(
          quantity(groups, Kind.EXCESS, metric, run -> run.training().excess().get(metric)));
    }
    quantities.add(
        quantity(groups, Kind.IMAGES_PER_SECOND, "", run -> run.training().imagesPerSecond()));
    quantities.add(quantity(groups, Kind.MEMORY, "", Comparison::memory));
    quantities.add(quantity(groups, Kind.OVERHEAD, "", run -> run.training().overhead()));
    return quantities;
  }

  private static Double memory(ComparedRun run) {
    return run.training().mebibytes().isPresent()
        ? Double.valueOf(run.training().mebibytes().getAsDouble())
        : null;
  }

  /** What the tasks are to the trainings: in-domain, out-of-domain, or in some of them only. */
  String domain(String task) {
    Set<Domain> domains = new LinkedHashSet<>();
    groups.forEach(
        group ->
            group.runs().stream()
                .map(run -> run.domains().get(task))
                .filter(Objects::nonNull)
                .forEach(domains::add));
    return domains.size() == 1 ? domains.iterator().next().label() : "in some";
  }

  /** Seeds of every run, sorted. */
  Set<Long> seeds() {
    Set<Long> seeds = new java.util.TreeSet<>();
    groups.forEach(group -> group.runs().forEach(run -> seeds.add(run.seed())));
    return seeds;
  }
}
