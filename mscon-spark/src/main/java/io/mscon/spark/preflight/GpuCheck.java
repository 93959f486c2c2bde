package io.mscon.spark.preflight;

import io.mscon.model.Engine;
import io.mscon.model.gpu.CudaBackend;
import java.util.List;

/** Where the network runs on GPUs: does every lane get one of its own? */
final class GpuCheck implements PreflightCheck {
  private final boolean cuda;

  /** Of this build. */
  GpuCheck() {
    this(CudaBackend.present());
  }

  /**
   * Of another build.
   *
   * @param cuda whether ND4J works on a GPU in it
   */
  GpuCheck(boolean cuda) {
    this.cuda = cuda;
  }

  @Override
  public String subject() {
    return "the GPUs";
  }

  @Override
  public boolean needsExecutors() {
    return true;
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    Executors executors = context.executors();
    List<ExecutorReport> reports = executors.reports();
    if (!cuda || context.configuration().trainingEngine() == Engine.ONEDNN) {
      unused(reports, findings);
      return;
    }
    int gpus = reports.size();
    int lanes = context.configuration().train().lanes();
    if (executors.slots() > gpus && executors.kind() != Executors.Kind.LOCAL) {
      findings.machine(
          "Cannot run %d tasks at the same time on %d GPUs: two lanes would share one (set"
              + " spark.executor.resource.gpu.amount=1 and spark.task.resource.gpu.amount=1)",
          executors.slots(), gpus);
    }
    if (lanes > gpus) {
      findings.machine(
          "Cannot run %d lanes on %d %s: two lanes would share one (start an executor with a GPU for"
              + " each lane, or set train.lanes=%d, which changes the result)",
          lanes, gpus, gpus == 1 ? "GPU" : "GPUs", gpus);
    }
  }

  private static void unused(List<ExecutorReport> reports, Findings findings) {
    long idle = reports.stream().filter(report -> !report.gpu().isEmpty()).count();
    if (idle > 0) {
      findings.warning(
          "%d of %d executors have a GPU that nothing uses (use the build for GPUs, made with"
              + " -Pcuda, and compute.engine=auto)",
          idle, reports.size());
    }
  }
}
