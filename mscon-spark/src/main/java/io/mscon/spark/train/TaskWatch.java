package io.mscon.spark.train;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;

/**
 * Knows which tasks run where, when one last began or ended, and whether executors came. An
 * executor that comes is no progress: it may go before it takes a task, again and again.
 */
final class TaskWatch extends SparkListener {
  private final Map<Long, RunningTask> running = new ConcurrentSkipListMap<>();
  private final AtomicInteger executorsAdded = new AtomicInteger();
  private final LongSupplier nanoTime;
  private final AtomicLong lastEvent;

  /**
   * A watch.
   *
   * @param nanoTime the clock
   */
  TaskWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastEvent = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * A task at work.
   *
   * @param part its place in its stage
   * @param host where
   * @param executor Spark's name of it
   */
  record RunningTask(int part, String host, String executor) {}

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    TaskInfo task = start.taskInfo();
    running.put(task.taskId(), new RunningTask(task.index(), task.host(), task.executorId()));
    progress();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    progress();
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    executorsAdded.incrementAndGet();
  }

  /** Starts the time without progress anew. */
  void progress() {
    lastEvent.set(nanoTime.getAsLong());
  }

  /** Seconds since a task last began or ended, or the time was started anew. */
  double idleSeconds() {
    return (nanoTime.getAsLong() - lastEvent.get()) / 1e9;
  }

  /** What is at work now. */
  List<RunningTask> running() {
    return List.copyOf(running.values());
  }

  /** How many executors have come so far. */
  int executorsAdded() {
    return executorsAdded.get();
  }
}
