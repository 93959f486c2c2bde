package io.mscon.spark.reliability;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Takes executors away and adds others, and waits until Spark has done so. */
public final class ExecutorChanges extends SparkListener {
  private static final long PATIENCE_SECONDS = 300;

  private final SparkContext context;
  private final LinkedBlockingQueue<String> added = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> removed = new LinkedBlockingQueue<>();

  /**
   * Makes it.
   *
   * @param context whose executors
   * @param executors how many it has: Spark counts from what was asked for
   */
  public ExecutorChanges(SparkContext context, int executors) {
    this.context = context;
    context.addSparkListener(this);
    context.requestExecutors(executors);
  }

  /** Kills one; none takes its place. */
  public void kill() {
    removed.clear();
    context.killExecutor(context.getExecutorIds().head());
    await(removed, "no executor went");
  }

  /** Starts one more. */
  public void add() {
    added.clear();
    context.requestExecutors(1);
    await(added, "no executor came");
  }

  private static void await(LinkedBlockingQueue<String> events, String otherwise) {
    try {
      if (events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
        throw new IllegalStateException(otherwise);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(otherwise, e);
    }
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    added.add(event.executorId());
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    removed.add(event.executorId());
  }
}
