package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.run.StepReport;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.reliability.ExecutorChanges;
import io.mscon.spark.reliability.LoopbackCluster;
import io.mscon.spark.reliability.ReliabilityTable;
import io.mscon.spark.reliability.Sessions;
import io.mscon.spark.train.InjectedFault.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random trainings give the same weights wherever and however they run: a training of this suite is
 * compared bit by bit with the same one on a single thread.
 */
@Tag("faults")
class ClusterInvarianceTest {
  private static final int TRAININGS = 7;

  @RegisterExtension
  static final ReliabilityTable TABLE = ReliabilityTable.of("invariance", "Spark master");

  @TempDir static Path folder;
  private static List<Configuration> configurations;
  private static List<String> expected;
  private static SmallTraining training;

  /** What disturbs a training of this suite. */
  private interface Disturbance {
    StepOptions options(int index);

    default TrainingListener listener() {
      return report -> {};
    }
  }

  @BeforeAll
  static void trainOnOneThread() throws IOException {
    SparkSession spark = LocalSpark.session(1);
    training = SmallTraining.in(spark, folder);
    configurations = RandomTrainings.draw(20, TRAININGS, training);
    expected = train(spark, index -> StepOptions.USUAL);
    assertEquals(TRAININGS, new HashSet<>(expected).size(), "they are different trainings");
  }

  @AfterAll
  static void endTheCluster() {
    LocalSpark.session();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          two threads                                          | local[2]
          one executor with two cores                          | local-cluster[1,2,1024]
          two executors                                        | local-cluster[2,1,1024]
          three executors                                      | local-cluster[3,1,1024]
          """)
  void wherever(String name, String master) throws Exception {
    row(name, master, master, Map.of(), index -> StepOptions.USUAL);
  }

  @Test
  void tasksThatDontWaitForTheExecutorThatKeepsTheirLane() throws Exception {
    String master = "local-cluster[2,1,1024]";
    Map<String, String> anywhere = Map.of("spark.locality.wait", "0");
    row("lanes that move: spark.locality.wait=0", master, master, anywhere, i -> StepOptions.USUAL);
  }

  @Test
  void aTaskThatFailsAndIsRunAgain() throws Exception {
    Phase[] phases = {Phase.EMBED, Phase.STATISTICS, Phase.GRADIENT, Phase.REDUCE};
    row(
        "a task of a step fails and is run again",
        "local[2,4]",
        "local[2,4]",
        Map.of(),
        index -> once(Kind.THROW, phases[index % phases.length]));
  }

  @Test
  void anExecutorThatGoesAndOneThatComes() throws Exception {
    String master = "local-cluster[2,1,1024]";
    SparkSession spark = Sessions.open(master, Map.of());
    ExecutorChanges executors = new ExecutorChanges(spark.sparkContext(), 2);
    Disturbance changes =
        new Disturbance() {
          @Override
          public StepOptions options(int index) {
            return StepOptions.USUAL;
          }

          @Override
          public TrainingListener listener() {
            return changing(executors);
          }
        };
    row(
        "an executor is killed after the first step, another comes after the second",
        master,
        spark,
        changes);
  }

  /** The first attempt hangs for ever, so that only the second one can have ended the phase. */
  @Test
  void aTaskThatIsOvertakenByItsCopy() throws Exception {
    Map<String, String> eager =
        Map.of(
            "spark.speculation", "true",
            "spark.speculation.interval", "10ms",
            "spark.speculation.multiplier", "1",
            "spark.speculation.quantile", "0.01",
            "spark.speculation.minTaskRuntime", "1ms",
            "spark.locality.wait", "0",
            // A single lane has no other to be measured by.
            "spark.speculation.task.duration.threshold", "1s");
    try (LoopbackCluster cluster = LoopbackCluster.start(3, folder.resolve("workers"))) {
      SparkSession spark = Sessions.open(cluster.url(), eager);
      AtomicInteger copies = countCopies(spark);
      row(
          "speculation: a task hangs, its copy on another host overtakes it",
          "standalone, 3 hosts",
          spark,
          index -> once(Kind.STALL, index % 2 == 0 ? Phase.EMBED : Phase.GRADIENT));
      assertTrue(copies.get() >= TRAININGS, copies + " copies");
      LocalSpark.session();
    }
  }

  private static AtomicInteger countCopies(SparkSession spark) {
    AtomicInteger copies = new AtomicInteger();
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskStart(SparkListenerTaskStart start) {
                if (start.taskInfo().speculative()) {
                  copies.incrementAndGet();
                }
              }
            });
    return copies;
  }

  private static TrainingListener changing(ExecutorChanges executors) {
    return new TrainingListener() {
      private int steps;

      @Override
      public void onStep(StepReport report) {
        steps++;
        if (steps == 1) {
          executors.kill();
        } else if (steps == 2) {
          executors.add();
        }
      }
    };
  }

  private static StepOptions once(Kind kind, Phase phase) {
    InjectedFault fault = training.fault(kind, phase, 1, 0);
    return StepOptions.of(phase, fault);
  }

  private static void row(
      String name,
      String shown,
      String master,
      Map<String, String> settings,
      Disturbance disturbance)
      throws Exception {
    row(name, shown, Sessions.open(master, settings), disturbance);
  }

  private static void row(String name, String shown, SparkSession spark, Disturbance disturbance)
      throws Exception {
    TABLE.row(
        name,
        "`" + shown + "`",
        TRAININGS + " of " + TRAININGS + " random trainings: " + ReliabilityTable.SAME_WEIGHTS,
        () -> {
          List<String> found = train(spark, disturbance);
          int same = 0;
          for (int i = 0; i < TRAININGS; i++) {
            same += expected.get(i).equals(found.get(i)) ? 1 : 0;
          }
          return same + " of " + TRAININGS + " random trainings: " + ReliabilityTable.SAME_WEIGHTS;
        });
  }

  private static List<String> train(SparkSession spark, Disturbance disturbance)
      throws IOException {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < TRAININGS; i++) {
      StepOptions options = disturbance.options(i);
      hashes.add(training.train(spark, configurations.get(i), options, disturbance.listener()));
      if (options.hook() instanceof InjectedFault fault) {
        assertTrue(fault.struck(), fault.toString());
      }
    }
    return hashes;
  }
}
