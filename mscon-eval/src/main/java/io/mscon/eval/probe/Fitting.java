package io.mscon.eval.probe;

import static org.apache.spark.sql.functions.col;

import io.mscon.config.ProbeConfiguration;
import io.mscon.data.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits the probes of one encoder, two at a time: a fit is many small jobs of one task each, which
 * leave a core idle.
 *
 * @param examples columns of {@link ExampleTask#schema}
 * @param heldOut what the probes are judged on
 * @param settings candidates and iterations
 */
record Fitting(Dataset<Row> examples, HeldOut heldOut, ProbeConfiguration settings) {
  private static final int THREADS = 2;

  /** A fitted candidate and its accuracy on the validation split. */
  private record Candidate(double regularisation, LinearProbe probe, double validationTop1) {}

  /**
   * The best probe's outcome of each task.
   *
   * @param tasks as in the examples' classes
   */
  List<Outcome> outcomes(List<ProbeTask> tasks) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<List<Future<Candidate>>> futures = new ArrayList<>();
      for (int place = 0; place < tasks.size(); place++) {
        futures.add(submit(threads, tasks.get(place), place));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (int place = 0; place < tasks.size(); place++) {
        outcomes.add(outcome(tasks.get(place), best(tasks.get(place), futures.get(place))));
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Future<Candidate>> submit(ExecutorService threads, ProbeTask task, int place) {
    List<Future<Candidate>> futures = new ArrayList<>();
    // From strong to weak: among equals, the first is the stronger.
    List<Double> candidates =
        settings.regularisation().stream().sorted(Comparator.reverseOrder()).toList();
    for (double regularisation : candidates) {
      Callable<Candidate> fit = () -> fit(task, place, regularisation);
      futures.add(threads.submit(fit));
    }
    return futures;
  }

  private Candidate fit(ProbeTask task, int place, double regularisation) {
    Dataset<Row> labelled =
        examples
            .select(
                col(ExampleTask.FEATURES),
                col(ExampleTask.CLASSES).getItem(place).cast("double").as("label"))
            .where("label >= 0");
    LinearProbe probe = LinearProbe.fit(labelled, regularisation, settings.iterations());
    double accuracy = Prediction.top1(heldOut.predict(probe, task, Split.VALIDATION));
    return new Candidate(regularisation, probe, accuracy);
  }

  private static Candidate best(ProbeTask task, List<Future<Candidate>> futures)
      throws InterruptedException {
    Candidate best = null;
    for (Future<Candidate> future : futures) {
      Candidate candidate = get(task, future);
      if (best == null || candidate.validationTop1() > best.validationTop1()) {
        best = candidate;
      }
    }
    return best;
  }

  private static Candidate get(ProbeTask task, Future<Candidate> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Cannot fit the probe of " + task.name() + ": " + e.getCause().getMessage(),
          e.getCause());
    }
  }

  private Outcome outcome(ProbeTask task, Candidate best) {
    List<Prediction> predictions = heldOut.predict(best.probe(), task, Split.TEST);
    return new Outcome(
        best.regularisation(), best.validationTop1(), Prediction.top1(predictions), predictions);
  }
}
