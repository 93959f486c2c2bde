package io.mscon.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.mscon.model.EncoderDepth;
import io.mscon.model.HeadShape;
import io.mscon.model.InitialWeights;
import io.mscon.model.NetworkSpec;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Stem;
import io.mscon.optim.AdamW;
import io.mscon.optim.Lars;
import io.mscon.optim.MomentumSgd;
import io.mscon.optim.Optimizer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResumedOptimizerTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          EncoderDepth.RESNET18, Stem.SMALL_IMAGE, 0.125, 16, HeadShape.projections(1, 8, 4));
  private static final ParameterLayout LAYOUT = ParameterLayout.of(SPEC);

  @ParameterizedTest
  @MethodSource
  void aCheckpointInTheMiddleChangesNoBit(Optimizer optimizer) throws IOException {
    TrainingState whole = steps(optimizer, initial(optimizer), 6);

    Checkpoints checkpoints = new Checkpoints(new InMemoryStorage(), 1);
    checkpoints.write(steps(optimizer, initial(optimizer), 3));
    TrainingState resumed = steps(optimizer, checkpoints.newest().orElseThrow(), 3);

    assertArrayEquals(whole.parameters(), resumed.parameters());
    assertArrayEquals(whole.slots(), resumed.slots());
  }

  static Stream<Optimizer> aCheckpointInTheMiddleChangesNoBit() {
    return Stream.of(
        new MomentumSgd(LAYOUT, 0.9, 0.01),
        new Lars(LAYOUT, 0.9, 0.01, 0.001),
        new AdamW(LAYOUT, 0.9, 0.999, 1e-8, 0.01));
  }

  private static TrainingState initial(Optimizer optimizer) {
    return new TrainingState(
        0,
        InitialWeights.parameters(SPEC, 1),
        InitialWeights.statistics(SPEC),
        new float[optimizer.slots()][LAYOUT.parameterCount()],
        new double[1]);
  }

  private static TrainingState steps(Optimizer optimizer, TrainingState from, int count) {
    TrainingState state = from;
    for (int i = 0; i < count; i++) {
      float[] gradient = InitialWeights.parameters(SPEC, 100 + state.step());
      optimizer.step(state.step(), state.parameters(), state.slots(), gradient, 0.01);
      state =
          new TrainingState(
              state.step() + 1,
              state.parameters(),
              state.statistics(),
              state.slots(),
              state.logVariances());
    }
    return state;
  }
}
