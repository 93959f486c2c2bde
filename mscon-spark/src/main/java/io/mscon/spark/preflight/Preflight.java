package io.mscon.spark.preflight;

import io.mscon.config.Configuration;
import io.mscon.config.ConfigurationException;
import io.mscon.run.Pause;
import io.mscon.run.Storage;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything that a training needs, and lists all that is wrong. */
public final class Preflight {
  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);
  private static final String MEMORY_FRACTION = "spark.memory.fraction";

  private Preflight() {}

  /**
   * Lets a training go on only if nothing stands in its way; warnings go to the log.
   *
   * @param spark the session that the training will use
   * @param configuration of the run
   * @param dataset to learn from
   * @param run the run's folder
   * @throws ConfigurationException with all problems, if a setting or the dataset is among them
   * @throws PreflightException with all problems, if only the machines are
   * @throws IOException if the executors can't be asked
   */
  public static void check(
      SparkSession spark, Configuration configuration, PreparedDataset dataset, Storage run)
      throws IOException {
    PreflightReport report = inspect(spark, configuration, dataset, run);
    report.warnings().forEach(warning -> LOG.warn("{}", warning));
    report.throwIfAny();
  }

  /**
   * Looks at everything.
   *
   * @param spark the session that the training will use
   * @param configuration of the run
   * @param dataset to learn from
   * @param run the run's folder
   * @throws IOException if the executors can't be asked
   */
  public static PreflightReport inspect(
      SparkSession spark, Configuration configuration, PreparedDataset dataset, Storage run)
      throws IOException {
    Duration patience = Duration.ofSeconds(configuration.train().executorTimeout());
    ExecutorCensus census =
        new ExecutorCensus(
            spark.sparkContext(), configuration.trainingEngine(), patience, Pause.SLEEP);
    Executors executors = census.take(configuration.train().lanes());
    return inspect(new PreflightContext(spark, configuration, dataset, run, executors));
  }

  static PreflightReport inspect(PreflightContext context) {
    List<PreflightCheck> checks =
        new ArrayList<>(
            List.of(
                new LabelCheck(),
                new BatchCheck(),
                new ImageSizeCheck(),
                new InitialWeightsCheck(),
                new RunFolderCheck(),
                new SlotCheck(),
                new DatasetCheck(),
                new EngineCheck(),
                new GpuCheck(),
                new ArrayCheck(),
                new Nd4jArrayCheck()));
    Findings findings = new Findings();
    Optional<MemoryEstimate> memory = memory(context, findings);
    memory.ifPresent(e -> checks.add(new MemoryCheck(e, MemoryLimits.ofThisJvm())));
    checks.forEach(check -> run(check, context, findings));
    return new PreflightReport(List.copyOf(findings.all()), memory);
  }

  /** A check that fails is a problem of its own; the others go on. */
  private static void run(PreflightCheck check, PreflightContext context, Findings findings) {
    if (check.needsExecutors() && context.executors().none()) {
      return;
    }
    try {
      check.run(context, findings);
    } catch (Exception e) {
      // Scala throws checked exceptions that no signature names: Spark's of a failed job is one.
      LOG.debug("Preflight", e);
      findings.machine("Cannot check %s: %s", check.subject(), rootOf(e));
    }
  }

  private static Optional<MemoryEstimate> memory(PreflightContext context, Findings findings) {
    Executors executors = context.executors();
    if (executors.none()) {
      return Optional.empty();
    }
    try {
      int lanes = context.configuration().train().lanes();
      MemoryWorkload work =
          new MemoryWorkload(
              context.network(),
              context.configuration().train(),
              context.trainingPictures(),
              pictureBytes(context),
              executors.lanesOfOne(lanes),
              executors.slotsOfOne(),
              context.spark().sparkContext().getConf().getDouble(MEMORY_FRACTION, 0.6));
      return Optional.of(MemoryEstimate.of(work));
    } catch (IOException e) {
      findings.machine("Cannot estimate the memory: %s", rootOf(e));
      return Optional.empty();
    }
  }

  /** The training split's share of the files: labels weigh little beside pictures. */
  private static long pictureBytes(PreflightContext context) throws IOException {
    Path folder = new Path(context.dataset().location(), PreparedDataset.SAMPLES);
    long bytes =
        folder
            .getFileSystem(context.spark().sparkContext().hadoopConfiguration())
            .getContentSummary(folder)
            .getLength();
    long all =
        context.dataset().manifest().splits().values().stream()
            .mapToLong(split -> split.pictures())
            .sum();
    return all == 0 ? 0 : (long) ((double) bytes * context.trainingPictures() / all);
  }

  /** Spark wraps what went wrong, more than once. */
  static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null
        ? name
        : name + ": " + root.getMessage().lines().findFirst().orElse("");
  }
}
