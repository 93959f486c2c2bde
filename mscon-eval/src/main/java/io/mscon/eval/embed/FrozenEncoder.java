package io.mscon.eval.embed;

import io.mscon.model.Engine;
import io.mscon.model.Network;
import io.mscon.model.NetworkSpec;
import io.mscon.model.Networks;
import io.mscon.model.ParameterLayout;
import io.mscon.model.Weights;
import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import io.mscon.spark.cluster.TaskGpu;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How to make an encoder without heads wherever one is needed.
 *
 * @param spec its shape, without heads
 * @param engine what does its arithmetic
 */
record FrozenEncoder(NetworkSpec spec, Engine engine) implements Serializable {

  /**
   * The encoder of a network, for pictures of a size.
   *
   * @param network the network's shape, heads and all
   * @param imageSize the pictures' height and width
   * @param engine what does its arithmetic
   */
  static FrozenEncoder of(NetworkSpec network, int imageSize, Engine engine) {
    NetworkSpec spec =
        new NetworkSpec(network.depth(), network.stem(), network.width(), imageSize, List.of());
    return new FrozenEncoder(spec, engine);
  }

  /**
   * The encoder's part of a network's weights, as raw bytes, which serialise in one piece.
   *
   * @param weights the network's
   */
  byte[] slice(Weights weights) {
    // The heads' parameters come last, and heads have no statistics.
    int length = ParameterLayout.of(spec).parameterCount();
    return new Weights(Arrays.copyOf(weights.parameters(), length), weights.statistics()).toBytes();
  }

  /**
   * Makes the encoder; the caller closes it.
   *
   * @param weights what {@link #slice} gave
   */
  Network open(byte[] weights) {
    TaskGpu.take(engine);
    Network network = Networks.create(spec, engine, Precision.FLOAT32);
    try {
      Weights values = Weights.fromBytes(weights, network.layout());
      network.setParameters(Values.of(values.parameters()));
      network.setRunningStatistics(values.statistics());
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }
}
