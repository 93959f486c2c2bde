package io.mscon.spark.preflight;

import io.mscon.spark.preflight.Executors.Kind;
import io.mscon.spark.preflight.MemoryEstimate.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;

/** Is there enough memory, and which setting to raise if there is not? */
final class MemoryCheck implements PreflightCheck {
  private static final long MEBIBYTE = 1L << 20;
  private static final String LESS = "lower train.kept-activations or train.micro-batch";
  private static final String MORE = "use more executors";

  /** Spark's least overhead, and its share of the executor's memory. */
  private static final long LEAST_OVERHEAD = 384 * MEBIBYTE;

  private static final double OVERHEAD_SHARE = 0.1;

  private final MemoryEstimate estimate;
  private final MemoryLimits driver;

  /**
   * A check.
   *
   * @param estimate what the training takes
   * @param driver what this JVM may take
   */
  MemoryCheck(MemoryEstimate estimate, MemoryLimits driver) {
    this.estimate = estimate;
    this.driver = driver;
  }

  @Override
  public String subject() {
    return "the memory";
  }

  @Override
  public boolean needsExecutors() {
    return true;
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    if (context.executors().kind() == Kind.LOCAL) {
      local(findings);
    } else {
      heap(
          "The driver's heap",
          estimate.total(Place.DRIVER_HEAP),
          driver.heap(),
          Place.DRIVER_HEAP,
          "set spark.driver.memory to",
          "use fewer lanes",
          findings);
      executors(context, findings);
    }
  }

  /** Driver and executor share a JVM. */
  private void local(Findings findings) {
    long heap = estimate.localHeap();
    heap(
        "The heap of this JVM",
        heap,
        driver.heap(),
        Place.EXECUTOR_HEAP,
        "set MSCON_DRIVER_MEMORY or -Xmx to",
        "use a cluster",
        findings);
    long all = heap + estimate.total(Place.EXECUTOR_NATIVE);
    machine("The memory of this machine", all, driver.machine(), findings);
    javaCpp("this JVM", driver, "-Dorg.bytedeco.javacpp.", findings);
  }

  private void executors(PreflightContext context, Findings findings) {
    for (ExecutorReport report : context.executors().reports()) {
      heap(
          "The heap of " + report.inWords(),
          estimate.total(Place.EXECUTOR_HEAP),
          report.memory().heap(),
          Place.EXECUTOR_HEAP,
          "set spark.executor.memory to",
          MORE,
          findings);
      javaCpp(
          report.inWords(),
          report.memory(),
          "spark.executor.extraJavaOptions with -Dorg.bytedeco.javacpp.",
          findings);
    }
    if (context.executors().kind() == Kind.CONTAINERS) {
      overhead(context.spark().sparkContext().getConf(), findings);
    } else {
      machines(context.executors().reports(), findings);
    }
  }

  private void overhead(SparkConf settings, Findings findings) {
    new MemoryNeed(
            "spark.executor.memoryOverhead",
            estimate.total(Place.EXECUTOR_NATIVE),
            overhead(settings),
            estimate.largest(Place.EXECUTOR_NATIVE),
            "set it to",
            LESS)
        .report(findings);
  }

  /** As Spark computes it where it is not set. */
  static long overhead(SparkConf settings) {
    long heap = settings.getSizeAsMb("spark.executor.memory", "1g") * MEBIBYTE;
    double share = settings.getDouble("spark.executor.memoryOverheadFactor", OVERHEAD_SHARE);
    long usual = Math.max(LEAST_OVERHEAD, (long) (share * heap));
    return settings.contains("spark.executor.memoryOverhead")
        ? settings.getSizeAsMb("spark.executor.memoryOverhead") * MEBIBYTE
        : usual;
  }

  /** Executors of one machine share its memory. */
  private void machines(List<ExecutorReport> reports, Findings findings) {
    Map<String, Long> needed = new TreeMap<>();
    Map<String, Long> limits = new TreeMap<>();
    long each = estimate.total(Place.EXECUTOR_HEAP) + estimate.total(Place.EXECUTOR_NATIVE);
    for (ExecutorReport report : reports) {
      needed.merge(report.host(), each, Long::sum);
      limits.put(report.host(), report.memory().machine());
    }
    needed.forEach(
        (host, bytes) ->
            machine("The memory of machine " + host, bytes, limits.get(host), findings));
  }

  private void heap(
      String what,
      long needed,
      long limit,
      Place place,
      String setting,
      String otherwise,
      Findings findings) {
    new MemoryNeed(what, needed, limit, estimate.largest(place), setting, otherwise)
        .report(findings);
  }

  private void machine(String what, long needed, long limit, Findings findings) {
    new MemoryNeed(
            what, needed, limit, estimate.largest(Place.EXECUTOR_NATIVE), "give it at least", LESS)
        .report(findings);
  }

  private void javaCpp(String where, MemoryLimits limits, String prefix, Findings findings) {
    if (limits.javaCpp().bytes() > 0) {
      new MemoryNeed(
              "org.bytedeco.javacpp.maxbytes of " + where,
              estimate.engineBytes(),
              limits.javaCpp().bytes(),
              estimate.largest(Place.EXECUTOR_NATIVE),
              "set " + prefix + "maxbytes to 0 or",
              LESS)
          .report(findings);
    }
    if (limits.javaCpp().physicalBytes() > 0) {
      // The heap grows up to its limit before it is collected in earnest.
      new MemoryNeed(
              "org.bytedeco.javacpp.maxphysicalbytes of " + where,
              limits.heap() + estimate.total(Place.EXECUTOR_NATIVE),
              limits.javaCpp().physicalBytes(),
              estimate.largest(Place.EXECUTOR_NATIVE),
              "set " + prefix + "maxphysicalbytes to 0 or",
              LESS)
          .report(findings);
    }
  }
}
