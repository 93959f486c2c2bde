package io.mscon.spark.preflight;

import io.mscon.model.Engine;
import io.mscon.run.Pause;
import io.mscon.spark.preflight.Executors.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/** Asks every executor who it is. */
final class ExecutorCensus {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final String AWAITED = "executors";

  private final JavaSparkContext context;
  private final Engine engine;
  private final Duration patience;
  private final Pause pause;

  /**
   * A census.
   *
   * @param spark the session's context
   * @param engine what executors shall try to load
   * @param patience how long the first task may take to begin, and promised executors to come
   * @param pause waits
   */
  ExecutorCensus(SparkContext spark, Engine engine, Duration patience, Pause pause) {
    this.context = JavaSparkContext.fromSparkContext(spark);
    this.engine = engine;
    this.patience = patience;
    this.pause = pause;
  }

  /**
   * Asks.
   *
   * @param lanes tasks that the training will want to run at the same time; where executors are
   *     started on demand, asking with so many starts them
   */
  Executors take(int lanes) throws IOException {
    context.setJobDescription("ask the executors who they are");
    try {
      Kind kind = kind();
      if (!answers(1)) {
        return new Executors(List.of(), 0, kind);
      }
      awaitPromised(lanes);
      Map<String, ExecutorReport> reports = new TreeMap<>();
      for (ExecutorReport report : ask(Math.max(lanes, slots()))) {
        reports.putIfAbsent(report.executor(), report);
      }
      return new Executors(List.copyOf(reports.values()), Math.max(slots(), reports.size()), kind);
    } finally {
      context.setJobDescription(null);
    }
  }

  private Kind kind() {
    String master = context.master();
    if (context.isLocal()) {
      return Kind.LOCAL;
    }
    return master.startsWith("yarn") || master.startsWith("k8s") ? Kind.CONTAINERS : Kind.PROCESSES;
  }

  private boolean answers(int tasks) throws IOException {
    JavaFutureAction<List<Integer>> answer = context.parallelize(List.of(tasks), 1).collectAsync();
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      answer.cancel(true);
      return false;
    } catch (ExecutionException e) {
      throw new IOException("Cannot run a task: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw Pause.interrupted(AWAITED, e);
    }
  }

  /** Executors register one after the other. */
  private void awaitPromised(int lanes) throws InterruptedIOException {
    int promised = context.getConf().getInt("spark.executor.instances", 0);
    long polls = patience.toSeconds();
    for (long poll = 0; poll < polls && active().size() < promised && slots() < lanes; poll++) {
      pause.waitFor(POLL, AWAITED);
    }
  }

  /** So many tasks that every slot gets one. */
  private List<ExecutorReport> ask(int tasks) throws IOException {
    Engine wanted = engine;
    try {
      return context
          .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
          .map(task -> ExecutorReport.ofThisJvm(wanted))
          .collect();
    } catch (Exception e) {
      // Scala throws checked exceptions that no signature names: Spark's of a failed job is one.
      throw new IOException(
          "Cannot ask the executors who they are: %s (set spark.serializer back to Java's if it was changed)"
              .formatted(Preflight.rootOf(e)),
          e);
    }
  }

  private int slots() {
    return active().stream().mapToInt(ExecutorSummary::maxTasks).sum();
  }

  /** Spark lists the driver too, with tasks only where it is the executor. */
  private List<ExecutorSummary> active() {
    List<ExecutorSummary> all =
        JavaConverters.seqAsJavaList(context.sc().statusStore().executorList(true));
    return all.stream().filter(executor -> executor.maxTasks() > 0).toList();
  }
}
