package io.mscon.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.spark.LocalSpark;
import io.mscon.spark.reliability.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class SparkSessionsTest {
  private static final int SLOW_END_MILLISECONDS = 1500;

  @TempDir Path folder;

  @AfterAll
  static void endTheCluster() {
    LocalSpark.session();
  }

  @Test
  void aSessionWithExecutorsEndsWithoutAStackTrace() throws IOException {
    SparkSession session = Sessions.open("local-cluster[2,1,1024]", Map.of());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      leaveAnswersOutstanding(JavaSparkContext.fromSparkContext(session.sparkContext()));
      SparkSessions.close(session, true);
    } finally {
      System.setErr(before);
    }
    assertEquals("", said.toString(StandardCharsets.UTF_8));
    assertTrue(session.sparkContext().isStopped());
  }

  /**
   * An executor frees nothing that a task still reads, and a task that is told to end takes time.
   */
  private void leaveAnswersOutstanding(JavaSparkContext context) throws IOException {
    Broadcast<int[]> broadcast = context.broadcast(new int[1000]);
    File started = folder.toFile();
    String path = folder.toString();
    JavaFutureAction<List<Integer>> job =
        context.parallelize(List.of(0, 1), 2).map(task -> slow(broadcast, path)).collectAsync();
    while (started.list().length < 2) {
      Thread.onSpinWait();
    }
    job.cancel(true);
    broadcast.destroy();
  }

  private static int slow(Broadcast<int[]> broadcast, String started) throws Exception {
    int length = broadcast.value().length;
    Files.createTempFile(Path.of(started), "task", "");
    CountDownLatch never = new CountDownLatch(1);
    try {
      never.await();
    } catch (InterruptedException e) {
      // As a call of a native library, which does not notice that its task shall end.
      never.await(SLOW_END_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
    return length;
  }
}
