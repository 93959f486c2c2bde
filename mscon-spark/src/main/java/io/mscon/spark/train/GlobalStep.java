package io.mscon.spark.train;

import io.mscon.data.BatchPlan;
import io.mscon.numeric.Values;
import java.util.List;

/**
 * Loss and exact gradient of one global batch, computed on the lanes: embed, gather, compare all
 * rows with all rows, and back. Changes nothing, so it can be given up and run again.
 */
final class GlobalStep {
  private final BatchPlan plan;
  private final GlobalLoss loss;
  private final LaneGroup lanes;

  GlobalStep(BatchPlan plan, GlobalLoss loss, LaneGroup lanes) {
    this.plan = plan;
    this.loss = loss;
    this.lanes = lanes;
  }

  /**
   * Computes it.
   *
   * @param position which batch
   * @param parameters of the network, in the lanes' precision
   * @param logVariances per metric
   * @param clock is told where the time goes
   * @throws TrainingDivergedException if the loss or a part of the gradient is no number any more
   */
  StepOutcome compute(
      StepPosition position, Values parameters, double[] logVariances, StepClock clock) {
    SentVector sent = clock.serialising(() -> lanes.send("parameters", parameters));
    EmbedTask embed = new EmbedTask(plan, position, sent);
    try {
      List<LaneEmbeddings> embedded = lanes.embed(embed, clock);
      clock.lap("embed");
      return compute(embed, embedded, logVariances, clock);
    } finally {
      sent.forget();
    }
  }

  private StepOutcome compute(
      EmbedTask embed, List<LaneEmbeddings> embedded, double[] logVariances, StepClock clock) {
    StepPosition position = embed.position();
    List<Values> rows = clock.serialising(() -> loss.gather(position, embedded));
    GlobalBatch batch = clock.serialising(() -> loss.send(position, rows, logVariances, lanes));
    try {
      StepLoss stepLoss = loss.evaluate(position, lanes, batch, rows, clock);
      clock.lap("statistics");
      GlobalGradient gradient =
          lanes.backpropagate(
              position,
              reduction ->
                  new GradientTask(
                      embed,
                      batch,
                      stepLoss.statistics(),
                      stepLoss.anchorWeights(),
                      stepLoss.uncertaintyGradient(),
                      reduction),
              clock);
      clock.lap("gradient");
      requireFinite(position, gradient);
      return new StepOutcome(
          stepLoss,
          gradient.parameters(),
          stepLoss.weighted().logVarianceGradients(gradient.radialSums()),
          rows.subList(0, batch.labels().size()),
          embedded);
    } finally {
      batch.forget();
    }
  }

  private static void requireFinite(StepPosition position, GlobalGradient gradient) {
    if (!gradient.finite()) {
      throw new TrainingDivergedException(
          position.step(), "the gradient of the parameters holds a value that is no number");
    }
  }
}
