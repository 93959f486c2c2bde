package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.LocalSpark;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;

/** What counts as progress of a job, and what becomes of one without. */
class LaneJobsTest {
  private static final CountDownLatch OCCUPIED = new CountDownLatch(1);
  private static final CountDownLatch BUSY = new CountDownLatch(1);
  private static final TaskInfo TASK =
      new TaskInfo(7, 1, 0, 1, 0, "2", "host", TaskLocality.ANY(), false);

  private final AtomicLong nanoTime = new AtomicLong();
  private final TaskWatch watch = new TaskWatch(nanoTime::get);

  @Test
  void aTasksBeginningAndEndAreProgress() {
    passes(10);
    watch.onTaskStart(new SparkListenerTaskStart(0, 0, TASK));
    assertEquals(0, watch.idleSeconds());
    assertEquals(List.of(new TaskWatch.RunningTask(1, "host", "2")), watch.running());
    passes(10);
    assertEquals(10, watch.idleSeconds());
    watch.onTaskEnd(new SparkListenerTaskEnd(0, 0, "", null, TASK, null, null));
    assertEquals(0, watch.idleSeconds());
    assertEquals(List.of(), watch.running());
  }

  @Test
  void executorsThatComeAndStagesThatAreSubmittedAreNone() {
    passes(10);
    watch.onExecutorAdded(new SparkListenerExecutorAdded(0, "2", null));
    watch.onStageSubmitted(new SparkListenerStageSubmitted(null, null));
    assertEquals(10, watch.idleSeconds());
    assertEquals(1, watch.executorsAdded());
  }

  private void passes(long seconds) {
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void aJobWithoutAFreeExecutorFailsAfterTheTimeout() throws Exception {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session(1).sparkContext());
    JavaFutureAction<List<Integer>> occupation = occupy(context);
    OCCUPIED.await();
    // The watch shall not hear of the other task.
    context.sc().listenerBus().waitUntilEmpty();
    try (LaneJobs jobs = new LaneJobs(context, new StopRequest(), 1)) {
      JavaRDD<Integer> work = context.parallelize(List.of(1), 1);
      StalledStepException stalled =
          assertThrows(StalledStepException.class, () -> jobs.collect(Phase.EMBED, 4, work));
      assertTrue(
          stalled
              .getMessage()
              .startsWith(
                  "Cannot go on: step 5 made no progress for 1 s in phase embed; no task runs, so"
                      + " no executor has a free slot"),
          stalled.getMessage());
    } finally {
      BUSY.countDown();
    }
    assertEquals(List.of(1), occupation.get());
  }

  private static JavaFutureAction<List<Integer>> occupy(JavaSparkContext context) {
    return context
        .parallelize(List.of(1), 1)
        .map(
            task -> {
              OCCUPIED.countDown();
              BUSY.await();
              return task;
            })
        .collectAsync();
  }
}
