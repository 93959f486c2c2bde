package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.config.Configuration;
import io.mscon.run.Storage;
import io.mscon.spark.LocalSpark;
import io.mscon.spark.reliability.Sessions;
import io.mscon.spark.train.InjectedFault.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trained weights depend on settings and data alone; the same on clusters is in -Pfaults. */
class InvarianceTest {
  @TempDir static Path folder;
  private static SmallTraining training;

  @BeforeAll
  static void prepare() throws IOException {
    training = SmallTraining.in(LocalSpark.session(), folder);
  }

  @Test
  void threadsAndRetriesChangeNoBit() throws IOException {
    List<Configuration> configurations = RandomTrainings.draw(7, 3, training);
    List<String> onOne = new ArrayList<>();
    for (Configuration configuration : configurations) {
      onOne.add(training.train(LocalSpark.session(1), configuration, StepOptions.USUAL));
    }
    assertEquals(
        configurations.size(), new HashSet<>(onOne).size(), "they are different trainings");
    SparkSession withRetries = Sessions.open("local[2,4]", Map.of());
    for (int i = 0; i < configurations.size(); i++) {
      InjectedFault fault = training.fault(Kind.THROW, Phase.GRADIENT, 1, 0);
      StepOptions options = StepOptions.of(fault.phase(), fault);
      assertEquals(onOne.get(i), training.train(withRetries, configurations.get(i), options));
      assertTrue(fault.struck());
    }
  }

  @Test
  void theLossOnTheLanesIsTheLossOnTheDriver() throws IOException {
    SparkSession spark = LocalSpark.session();
    Configuration configuration = training.configuration("metrics=[closure,material,heel]");
    String onDriver = training.train(spark, configuration, StepOptions.USUAL);
    String onLanes =
        training.train(spark, configuration, StepOptions.of(Phase.STATISTICS, PhaseHook.NONE));
    assertEquals(onDriver, onLanes);
  }

  @Test
  void theGradientAddedUpOnTheDriverIsTheOneAddedUpOnExecutors() throws IOException {
    SparkSession spark = LocalSpark.session();
    Configuration configuration = training.configuration("train.lanes=4", "train.micro-batch=2");
    String onDriver = training.train(spark, configuration, StepOptions.USUAL);
    String onExecutors =
        training.train(spark, configuration, StepOptions.of(Phase.REDUCE, PhaseHook.NONE));
    assertEquals(onDriver, onExecutors);
  }

  @Test
  void damagedStatisticsAreAskedForAgain() throws IOException {
    SparkSession spark = LocalSpark.session();
    Configuration configuration = training.configuration();
    InjectedFault fault = training.fault(Kind.CORRUPT, Phase.STATISTICS, 1, 1);
    String damaged = training.train(spark, configuration, StepOptions.of(fault.phase(), fault));
    assertTrue(fault.struck());
    assertEquals(training.train(spark, configuration, StepOptions.USUAL), damaged);
  }

  /** They move the log-variances of the exact weighting, and these the next step's temperatures. */
  @Test
  void damagedRadialSumsAreAskedForAgain() throws IOException {
    SparkSession spark = LocalSpark.session();
    Configuration configuration =
        training.configuration("loss.weighting=exact", "optimizer.log-variance-learning-rate=0.5");
    DamagedRadialSums fault =
        new DamagedRadialSums(training.fault(Kind.CORRUPT, Phase.GRADIENT, 1, 1));
    String damaged = training.train(spark, configuration, StepOptions.of(Phase.GRADIENT, fault));
    assertTrue(fault.once().struck());
    assertEquals(training.train(spark, configuration, StepOptions.USUAL), damaged);
  }

  /**
   * Strikes the radial sums alone, which are smaller than any slice of the gradient, and changes
   * the size of the first one beyond recognition.
   *
   * @param once when it strikes
   */
  private record DamagedRadialSums(InjectedFault once) implements PhaseHook {
    private static final int TWO_METRICS = 2 * Double.BYTES + Integer.BYTES;

    @Override
    public Parcel leave(Phase phase, long step, int part, Parcel result) {
      if (result.bytes().length != TWO_METRICS || once.leave(phase, step, part, result) == result) {
        return result;
      }
      byte[] bytes = result.bytes().clone();
      bytes[Double.BYTES - 1] ^= 0x40;
      return new Parcel(bytes);
    }
  }

  @Test
  void aFailedStepLeavesTheLastWholeOneToGoOnFrom() throws IOException {
    SparkSession spark = LocalSpark.session();
    Configuration configuration = training.configuration();
    Storage run = training.newRun(spark);
    StepOptions failing =
        StepOptions.of(Phase.REDUCE, training.fault(Kind.THROW, Phase.REDUCE, 2, 1));
    IllegalStateException failed =
        assertThrows(
            IllegalStateException.class,
            () -> training.train(spark, configuration, run, false, failing, report -> {}));
    assertTrue(failed.getMessage().contains("add up the gradient of step 3"), failed.getMessage());
    List<Long> steps = new ArrayList<>();
    String resumed =
        training.train(spark, configuration, run, true, StepOptions.USUAL, report -> steps.add(1L));
    assertEquals(SmallTraining.STEPS - 2, steps.size(), "it went on after step 2");
    assertEquals(training.train(spark, configuration, StepOptions.USUAL), resumed);
  }
}
