package io.mscon.spark.cluster;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sessions, and ends them. */
public final class SparkSessions {
  private static final Logger LOG = LoggerFactory.getLogger(SparkSessions.class);
  private static final String MASTER = "spark.master";

  /** Working executors answer when their tasks have ended, frozen ones never. */
  private static final long PATIENCE_SECONDS = 10;

  private static final long LOOK_EVERY_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(20);

  private SparkSessions() {}

  /**
   * The session of this JVM, made if there is none.
   *
   * @param applicationName how lists of applications call it
   * @param master taken only if nothing else says it, such as spark-submit
   * @throws IllegalStateException if this Spark is not one that mscon runs on
   */
  public static SparkSession open(String applicationName, String master) {
    SparkVersion.ofThisJvm().requireSupported();
    SparkConf settings = new SparkConf();
    if (!settings.contains(MASTER)) {
      settings.setMaster(master);
    }
    return SparkSession.builder().config(settings).appName(applicationName).getOrCreate();
  }

  /**
   * Ends a session, when its executors have freed what they were told to free. Spark does not wait
   * for their answers, and they free nothing that a cancelled task still reads; an answer that is
   * missing when the session ends prints the stack trace of a thread pool that takes no more tasks,
   * in the middle of the messages for people.
   *
   * @param session may have ended already
   * @param done whether all was done that was asked for; a cluster lists the application as failed
   *     if not
   */
  public static void close(SparkSession session, boolean done) {
    SparkContext context = session.sparkContext();
    if (!context.isStopped()) {
      try {
        CompletableFuture.runAsync(() -> awaitExecutors(JavaSparkContext.fromSparkContext(context)))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        LOG.info("Executors give no answer at the end of the session");
      } catch (ExecutionException e) {
        LOG.warn("Executors give no answer at the end of the session", e.getCause());
      } catch (InterruptedException e) {
        // The session ends all the same.
        Thread.currentThread().interrupt();
      }
    }
    context.stop(done ? 0 : 1);
  }

  /** Once no task runs, answers come at once, and that to one more request last. */
  private static void awaitExecutors(JavaSparkContext context) {
    while (!context.sc().isStopped() && running(context) > 0) {
      LockSupport.parkNanos(LOOK_EVERY_NANOSECONDS);
    }
    context.broadcast(0).unpersist(true);
  }

  private static int running(JavaSparkContext context) {
    return Arrays.stream(context.sc().statusTracker().getExecutorInfos())
        .mapToInt(SparkExecutorInfo::numRunningTasks)
        .sum();
  }
}
