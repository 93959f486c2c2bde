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
 * @param majorityTop1 share that the training split's commonest value gets right; null in files of
 *     earlier versions
 * @param randomEncoderTop1 share that the random encoder's probe gets right; null likewise
 * @param gain top-1 above that of the random encoder, on the same resamples; null likewise
 * @param classes every value that test pictures have or are given, sorted
 * @param confusion [value they have][value they are given], in the order of classes
 */
public record Measures(
    String task,
    Interval top1,
    Interval top5,
    Interval balancedAccuracy,
    Interval macroF1,
    Interval majorityTop1,
    Interval randomEncoderTop1,
    Interval gain,
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
   * @param answers on the test split
   * @param seed decides the resamples
   */
  static List<Measures> of(List<TestAnswers> answers, long seed) {
    Map<String, List<TestAnswers>> tasks = new LinkedHashMap<>();
    for (TestAnswers answer : answers) {
      tasks.computeIfAbsent(answer.trained().task(), name -> new ArrayList<>()).add(answer);
    }
    return tasks.entrySet().stream().map(task -> of(task.getKey(), task.getValue(), seed)).toList();
  }

  private static Measures of(String task, List<TestAnswers> answers, long seed) {
    TreeSet<String> found = new TreeSet<>();
    for (TestAnswers answer : answers) {
      found.addAll(List.of(answer.trained().label(), answer.trained().predicted()));
    }
    List<String> names = List.copyOf(found);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    Tally.Sample[] samples =
        answers.stream().map(answer -> sample(answer, numbers)).toArray(Tally.Sample[]::new);
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
        bootstrap.interval(Tally::majorityTop1),
        bootstrap.interval(Tally::randomTop1),
        bootstrap.interval(tally -> tally.top1() - tally.randomTop1()),
        classes,
        confusion(samples, names.size()));
  }

  private static Tally.Sample sample(TestAnswers answer, Map<String, Integer> numbers) {
    Prediction trained = answer.trained();
    return new Tally.Sample(
        numbers.get(trained.label()),
        numbers.get(trained.predicted()),
        trained.rank(),
        answer.random().equals(trained.label()),
        answer.majority().equals(trained.label()));
  }

  private static List<List<Long>> confusion(Tally.Sample[] samples, int classes) {
    long[][] counts = new long[classes][classes];
    for (Tally.Sample sample : samples) {
      counts[sample.label()][sample.answer()]++;
    }
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return rows;
  }
}
