package io.mscon.spark.train;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the Spark jobs of a training. None waits for ever: a job without progress fails with the
 * lane and host at work, a job whose results were damaged on the way runs again, and a request to
 * stop ends it at once.
 */
final class LaneJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneJobs.class);
  private static final int ATTEMPTS = 3;
  private static final long LOOK_EVERY_MILLISECONDS = 200;

  private final JavaSparkContext context;
  private final StopRequest stop;
  private final long progressTimeout;
  private final TaskWatch watch = new TaskWatch(System::nanoTime);

  LaneJobs(JavaSparkContext context, StopRequest stop, long progressTimeout) {
    this.context = context;
    this.stop = stop;
    this.progressTimeout = progressTimeout;
    context.sc().addSparkListener(watch);
  }

  /** How many executors have come so far. */
  int executorsAdded() {
    return watch.executorsAdded();
  }

  /** Runs a phase until its results are whole. */
  <R extends LaneResult> List<R> run(Phase phase, long step, Supplier<JavaRDD<R>> work) {
    return untilIntact(
        phase,
        step,
        () -> {
          List<R> results = collect(phase, step, work.get());
          return new Attempt<>(results, damage(results));
        });
  }

  /** What was lost or damaged, of several results the first. */
  static Optional<String> damage(List<? extends LaneResult> results) {
    return results.stream().map(LaneResult::damage).flatMap(Optional::stream).findFirst();
  }

  /**
   * Something done once.
   *
   * @param result void if something is damaged
   * @param damage what was lost or damaged
   */
  record Attempt<T>(T result, Optional<String> damage) {}

  /**
   * Does something again until nothing is lost or damaged.
   *
   * @throws IllegalStateException if that is so several times on end
   */
  static <T> T untilIntact(Phase phase, long step, Supplier<Attempt<T>> work) {
    for (int attempt = 1; ; attempt++) {
      Attempt<T> done = work.get();
      if (done.damage().isEmpty()) {
        return done.result();
      }
      String what =
          "%s in phase %s of step %d".formatted(done.damage().get(), phase.label(), step + 1);
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException(
            "Cannot go on: lost or damaged %d times: %s (look at the executors' memory and network)"
                .formatted(ATTEMPTS, what));
      }
      LOG.warn("Lost or damaged, asked for again: {}", what);
    }
  }

  /** Runs one job. */
  <R> List<R> collect(Phase phase, long step, JavaRDD<R> work) {
    requireNoStop();
    context.setJobGroup("mscon training", describe(phase, step), true);
    watch.progress();
    JavaFutureAction<List<R>> job = work.collectAsync();
    try {
      return await(job, phase, step);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Cannot %s: %s".formatted(describe(phase, step), e.getCause().getMessage()),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot %s: interrupted".formatted(describe(phase, step)), e);
    } finally {
      job.cancel(true);
      context.clearJobGroup();
    }
  }

  private <R> R await(JavaFutureAction<R> job, Phase phase, long step)
      throws ExecutionException, InterruptedException {
    while (true) {
      try {
        return job.get(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        requireNoStop();
        requireProgress(phase, step);
      }
    }
  }

  private void requireProgress(Phase phase, long step) {
    if (watch.idleSeconds() > progressTimeout) {
      List<String> running =
          watch.running().stream()
              .sorted(Comparator.comparingInt(TaskWatch.RunningTask::part))
              .map(task -> name(phase, task))
              .toList();
      throw new StalledStepException(phase, step, progressTimeout, running);
    }
  }

  private void requireNoStop() {
    if (stop.reason().isPresent()) {
      throw new StopNoticedException();
    }
  }

  private static String name(Phase phase, TaskWatch.RunningTask task) {
    boolean range = phase == Phase.REDUCE;
    return "%s %d on host %s (executor %s)"
        .formatted(range ? "parameter range" : "lane", task.part(), task.host(), task.executor());
  }

  private static String describe(Phase phase, long step) {
    return switch (phase) {
      case LOAD -> "load the lanes";
      case LOCAL_STEPS -> "take the lanes' own steps from step " + (step + 1);
      case RELEASE -> "release the lanes";
      case EMBED -> "embed the batch of step " + (step + 1);
      case STATISTICS -> "compute the loss of step " + (step + 1);
      case GRADIENT -> "compute the gradient of step " + (step + 1);
      case REDUCE -> "add up the gradient of step " + (step + 1);
    };
  }

  @Override
  public void close() {
    context.sc().removeSparkListener(watch);
  }
}
