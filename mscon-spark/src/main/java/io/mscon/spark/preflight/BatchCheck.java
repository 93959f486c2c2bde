package io.mscon.spark.preflight;

import io.mscon.config.TrainConfiguration;

/** Does the training split fill a batch on every lane? */
final class BatchCheck implements PreflightCheck {
  @Override
  public String subject() {
    return "the batches";
  }

  @Override
  public void run(PreflightContext context, Findings findings) {
    TrainConfiguration train = context.configuration().train();
    long pictures = context.trainingPictures();
    if (pictures == 0) {
      findings.configuration(
          "Invalid dataset %s: its training split is empty (prepare it with other"
              + " data.split-fractions or another split column)",
          context.dataset().location());
    } else if (pictures / train.lanes() < train.globalBatch() / train.lanes()) {
      findings.configuration(
          "Invalid train.global-batch: %d (the training split has %d pictures; at most %d with %d"
              + " lanes)",
          train.globalBatch(), pictures, pictures / train.lanes() * train.lanes(), train.lanes());
    }
  }
}
