package io.mscon.spark.train;

import io.mscon.data.BatchPlan;
import io.mscon.numeric.Values;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

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
    Broadcast<Parcel> sent = clock.serialising(() -> lanes.broadcast(Parcel.of(parameters)));
    EmbedTask embed = new EmbedTask(plan, position, sent);
    try {
      List<LaneEmbeddings> embedded = lanes.embed(embed, clock);
      clock.lap("embed");
      return compute(embed, embedded, parameters, logVariances, clock);
    } finally {
      sent.destroy();
    }
  }

  private StepOutcome compute(
      EmbedTask embed,
      List<LaneEmbeddings> embedded,
      Values parameters,
      double[] logVariances,
      StepClock clock) {
    StepPosition position = embed.position();
    Broadcast<GlobalBatch> batch =
        clock.serialising(() -> lanes.broadcast(loss.gather(position, embedded, logVariances)));
    try {
      StepLoss stepLoss = loss.evaluate(position, lanes, batch, logVariances, clock);
      clock.lap("statistics");
      GradientTask task =
          new GradientTask(embed, batch, stepLoss.statistics(), stepLoss.weighted().weights());
      List<RangeSum> sums = lanes.backpropagate(task, ranges(parameters), clock);
      requireFinite(position, sums);
      Values gradient = clock.serialising(() -> assemble(sums, parameters));
      clock.lap("gradient");
      double[] radialSums = new double[logVariances.length];
      sums.get(0).radialSums().unpack(Values.of(radialSums), 0);
      return new StepOutcome(
          stepLoss, gradient, stepLoss.weighted().logVarianceGradients(radialSums), embedded);
    } finally {
      batch.destroy();
    }
  }

  private ParameterRanges ranges(Values parameters) {
    return new ParameterRanges(parameters.length(), plan.lanes());
  }

  private Values assemble(List<RangeSum> sums, Values parameters) {
    Values gradient = parameters.precision().zeros(parameters.length());
    ParameterRanges ranges = ranges(parameters);
    sums.forEach(sum -> sum.sum().unpack(gradient, ranges.from(sum.range())));
    return gradient;
  }

  private static void requireFinite(StepPosition position, List<RangeSum> sums) {
    if (!sums.stream().allMatch(RangeSum::finite)) {
      throw new TrainingDivergedException(
          position.step(), "the gradient of the parameters holds a value that is no number");
    }
  }
}
