package io.mscon.spark.preflight;

/** Is there a place for every lane? */
final class SlotCheck implements PreflightCheck {
  @Override
  public String subject() {
    return "the executors";
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    Executors executors = context.executors();
    int lanes = context.configuration().train().lanes();
    if (executors.none()) {
      findings.machine(
          "Cannot train: no executor took a task within %d s (start executors, free some of the"
              + " cluster, or raise train.executor-timeout)",
          context.configuration().train().executorTimeout());
    } else if (lanes > executors.slots()) {
      findings.warning(
          "train.lanes is %d, but only %d tasks run at the same time: the others wait for them"
              + " (more cores or executors make it faster; fewer lanes change the result)",
          lanes, executors.slots());
    }
  }
}
