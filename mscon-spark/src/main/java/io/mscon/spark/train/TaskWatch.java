package io.mscon.spark.train;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;

/** Knows which tasks run where, when one last began or ended, and whether executors came. */
final class TaskWatch extends SparkListener {
  private final Map<Long, RunningTask> running = new ConcurrentSkipListMap<>();
  private final AtomicLong lastEvent = new AtomicLong(System.nanoTime());
  private final AtomicInteger executorsAdded = new AtomicInteger();

  /**
   * A task at work.
   *
   * @param part its place in its stage
   * @param host where
   * @param executor Spark's name of it
   */
  record RunningTask(int part, String host, String executor) {}

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    progress();
  }

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
    progress();
  }

  /** Starts the time without progress anew. */
  void progress() {
    lastEvent.set(System.nanoTime());
  }

  /** Seconds since something last happened. */
  double idleSeconds() {
    return (System.nanoTime() - lastEvent.get()) / 1e9;
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
