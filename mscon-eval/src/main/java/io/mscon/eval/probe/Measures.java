package io.mscon.eval.probe;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a task's predictions on the test split come to; the file {@link RunFiles#MEASURES} is a list
 * of these.
 *
 * @param task the label
 * @param top1 share of the pictures whose likeliest answer is right
 * @param top5 share whose right answer is among the five likeliest
 * @param balancedAccuracy mean recall of the values that test pictures have
 * @param macroF1 mean F1 of the values that test pictures have or are given
 * @param classes every value that test pictures have or are given, sorted
 * @param confusion [value they have][value they are given], in the order of classes
 */
public record Measures(
    String task,
    Interval top1,
    Interval top5,
    Interval balancedAccuracy,
    Interval macroF1,
    List<ClassMeasures> classes,
    List<List<Long>> confusion) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Reads a run's measures.
   *
   * @param run the run's folder
   * @throws java.io.FileNotFoundException if there are none
   */
  public static List<Measures> read(Storage run) throws IOException {
    return JSON.readValue(run.read(RunFiles.MEASURES), new TypeReference<List<Measures>>() {});
  }

  /** Writes measures, replacing those that are there. */
  static void write(Storage run, List<Measures> measures) throws IOException {
    run.write(RunFiles.MEASURES, JSON.writeValueAsBytes(measures));
  }

  /**
   * The measures of each task, in the order in which tasks occur.
   *
   * @param predictions on the test split
   * @param seed decides the resamples
   */
  static List<Measures> of(List<Prediction> predictions, long seed) {
    Map<String, List<Prediction>> tasks = new LinkedHashMap<>();
    for (Prediction prediction : predictions) {
      tasks.computeIfAbsent(prediction.task(), name -> new ArrayList<>()).add(prediction);
    }
    return tasks.entrySet().stream().map(task -> of(task.getKey(), task.getValue(), seed)).toList();
  }

  private static Measures of(String task, List<Prediction> predictions, long seed) {
    TreeSet<String> found = new TreeSet<>();
    predictions.forEach(
        prediction -> found.addAll(List.of(prediction.label(), prediction.predicted())));
    List<String> names = List.copyOf(found);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    int[][] samples =
        predictions.stream()
            .map(p -> new int[] {numbers.get(p.label()), numbers.get(p.predicted()), p.rank()})
            .toArray(int[][]::new);
    Bootstrap bootstrap = new Bootstrap(samples, names.size(), seed, task);
    List<ClassMeasures> classes = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      classes.add(bootstrap.whole().of(k, names.get(k)));
    }
    return new Measures(
        task,
        bootstrap.interval(Tally::top1),
        bootstrap.interval(Tally::top5),
        bootstrap.interval(Tally::balancedAccuracy),
        bootstrap.interval(Tally::macroF1),
        classes,
        confusion(samples, names.size()));
  }

  private static List<List<Long>> confusion(int[][] samples, int classes) {
    long[][] counts = new long[classes][classes];
    for (int[] sample : samples) {
      counts[sample[0]][sample[1]]++;
    }
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return rows;
  }
}
