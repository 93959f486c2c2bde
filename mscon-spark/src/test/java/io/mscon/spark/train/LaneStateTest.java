package io.mscon.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.numeric.Values;
import io.mscon.spark.train.averaging.LocalStep;
import io.mscon.spark.train.averaging.WorkerState;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LaneStateTest {
  private static final byte[] PARAMETERS = bytes(1f, -0f, Float.MIN_VALUE);
  private static final byte[] MOMENTUM = bytes(0.25f, Float.NaN);
  private static final List<LocalStep> STEPS =
      List.of(new LocalStep(2, new double[] {2}, new double[] {1}, new double[] {1}));

  @Test
  void whatIsIntactIsUnpackedBitForBit() {
    LaneState sent = LaneState.of(3, new WorkerState(PARAMETERS, MOMENTUM, STEPS, 1.5));
    assertEquals(Optional.empty(), sent.damage());
    WorkerState state = sent.state();
    assertArrayEquals(PARAMETERS, state.parameters());
    assertArrayEquals(MOMENTUM, state.updaterState());
    assertEquals(STEPS, state.steps());
    assertEquals(1.5, state.seconds());
  }

  @Test
  void withoutMomentumThereIsNone() {
    LaneState sent = LaneState.of(0, new WorkerState(PARAMETERS, null, STEPS, 1));
    assertEquals(Optional.empty(), sent.damage());
    assertNull(sent.state().updaterState());
    assertTrue(sent.through(LaneStateTest::damaged).damage().isPresent());
  }

  @Test
  void aWrongBitInParametersOrMomentumNamesTheLane() {
    LaneState sent = LaneState.of(3, new WorkerState(PARAMETERS, MOMENTUM, STEPS, 1));
    for (byte[] target : List.of(PARAMETERS, MOMENTUM)) {
      UnaryOperator<Parcel> way =
          parcel ->
              parcel.bytes().length == target.length + Parcel.CHECKSUM_BYTES
                  ? damaged(parcel)
                  : parcel;
      assertEquals(
          Optional.of("parameters or momentum of lane 3 (wrong checksum)"),
          sent.through(way).damage());
    }
  }

  private static Parcel damaged(Parcel parcel) {
    byte[] bytes = parcel.bytes().clone();
    bytes[0] ^= 1;
    return new Parcel(bytes);
  }

  private static byte[] bytes(float... numbers) {
    return Values.of(numbers).toBytes();
  }
}
