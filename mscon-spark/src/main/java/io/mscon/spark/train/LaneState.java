package io.mscon.spark.train;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.train.averaging.LocalStep;
import io.mscon.spark.train.averaging.WorkerState;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a lane returns from a round of parameter averaging.
 *
 * @param lane which
 * @param parameters after its steps, float32
 * @param updaterState its momentum, float32; null where the updaters have none
 * @param steps losses of its steps
 * @param report times
 */
record LaneState(
    int lane, Parcel parameters, Parcel updaterState, List<LocalStep> steps, LaneReport report)
    implements LaneResult, Serializable {

  static LaneState of(int lane, WorkerState state) {
    return new LaneState(
        lane,
        packed(state.parameters()),
        state.updaterState() == null ? null : packed(state.updaterState()),
        state.steps(),
        new LaneReport(state.seconds(), 0, 0));
  }

  /** The same with the numbers as they come out of something. */
  LaneState through(UnaryOperator<Parcel> way) {
    return new LaneState(
        lane,
        way.apply(parameters),
        updaterState == null ? null : way.apply(updaterState),
        steps,
        report);
  }

  /** What was packed. */
  WorkerState state() {
    return new WorkerState(
        bytes(parameters),
        updaterState == null ? null : bytes(updaterState),
        steps,
        report.seconds());
  }

  @Override
  public Optional<String> damage() {
    boolean intact = parameters.intact() && (updaterState == null || updaterState.intact());
    return intact
        ? Optional.empty()
        : Optional.of("parameters or momentum of lane " + lane + " (wrong checksum)");
  }

  private static Parcel packed(byte[] numbers) {
    return Parcel.of(Precision.FLOAT32.fromBytes(numbers));
  }

  private static byte[] bytes(Parcel parcel) {
    Values numbers = Precision.FLOAT32.zeros(parcel.length(Precision.FLOAT32));
    parcel.unpack(numbers, 0);
    return numbers.toBytes();
  }
}
