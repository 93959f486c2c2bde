package io.mscon.spark.preflight;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Does every executor run the network, and all of them the same way? */
final class EngineCheck implements PreflightCheck {
  @Override
  public String subject() {
    return "the engines";
  }

  @Override
  public boolean needsExecutors() {
    return true;
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    List<ExecutorReport> reports = context.executors().reports();
    for (ExecutorReport report : reports) {
      if (!report.failure().isEmpty()) {
        findings.machine("Cannot run the network on %s: %s", report.inWords(), report.failure());
      }
    }
    differences(reports, findings);
    threads(context, findings);
  }

  private static void differences(List<ExecutorReport> reports, Findings findings) {
    Map<String, List<String>> byEngine =
        reports.stream()
            .filter(report -> report.failure().isEmpty())
            .collect(
                Collectors.groupingBy(
                    ExecutorReport::engine,
                    TreeMap::new,
                    Collectors.mapping(ExecutorReport::inWords, Collectors.toList())));
    if (byEngine.size() > 1) {
      findings.warning(
          "Executors run the network in different ways: %s (the weights' bits then depend on where"
              + " a lane runs; use machines of one kind)",
          byEngine.entrySet().stream()
              .map(entry -> entry.getKey() + " on " + String.join(", ", entry.getValue()))
              .collect(Collectors.joining("; ")));
    }
  }

  private static void threads(PreflightContext context, Findings findings) {
    String wanted = Integer.toString(context.configuration().train().threadsPerLane());
    boolean local = context.executors().kind() == Executors.Kind.LOCAL;
    String remedy =
        local
            ? "start with spark-submit/mscon, or set it before the JVM starts"
            : "set spark.executorEnv.OMP_NUM_THREADS=" + wanted;
    for (ExecutorReport report : context.executors().reports()) {
      if (!report.threads().equals(wanted)) {
        findings.warning(
            "OMP_NUM_THREADS is %s on %s, train.threads-per-lane is %s: speed and the weights' bits"
                + " follow the former (%s)",
            report.threads().isEmpty() ? "not set" : report.threads(),
            report.inWords(),
            wanted,
            remedy);
      }
    }
  }
}
