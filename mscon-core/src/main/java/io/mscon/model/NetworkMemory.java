package io.mscon.model;

import io.mscon.model.ParameterLayout.Tensor;
import java.util.List;

/**
 * Native memory that a network takes for training, estimated from its shape alone, without loading
 * an engine: activations to a few per cent, work space as an upper bound: within a factor of 2 with
 * AVX-512, and of 5 with AVX2, where the engine takes less (both held against the oneDNN engine by
 * a test).
 *
 * @param parameterBytes of one copy of the parameters
 * @param weightBytes the parameters in row-major order, their gradient, and the formats of the
 *     engine
 * @param activationBytes of one open pass
 * @param workBytes short-lived values and scratch, once for all passes
 */
public record NetworkMemory(
    long parameterBytes, long weightBytes, long activationBytes, long workBytes) {
  /** Row-major, gradient, and on average three formats of the forward and the backward pass. */
  private static final int COPIES_OF_WEIGHTS = 5;

  /**
   * The memory of a network.
   *
   * @param spec its shape
   * @param rows that go through it at once, all views of a micro-batch
   */
  public static NetworkMemory of(NetworkSpec spec, int rows) {
    ParameterLayout layout = ParameterLayout.of(spec);
    long parameters = (long) Float.BYTES * layout.parameterCount();
    long largestWeight =
        layout.parameters().stream().mapToLong(Tensor::size).max().orElse(0) * Float.BYTES;
    Maps maps = Maps.of(spec, rows);
    return new NetworkMemory(
        parameters,
        COPIES_OF_WEIGHTS * parameters,
        maps.kept,
        maps.workBytes() + 3 * largestWeight);
  }

  /** Goes through the encoder and adds up its feature maps. */
  private static final class Maps {
    private final NetworkSpec spec;
    private final int rows;
    private long kept;
    private long largest;
    private long largestOfStages;

    private Maps(NetworkSpec spec, int rows) {
      this.spec = spec;
      this.rows = rows;
    }

    static Maps of(NetworkSpec spec, int rows) {
      Maps maps = new Maps(spec, rows);
      FeatureMaps sizes = FeatureMaps.of(spec);
      maps.kept += maps.bytes(3, spec.imageSize());
      maps.unit(spec.channels(0), sizes.stem());
      if (spec.stem() == Stem.IMAGENET) {
        // The pooled values, and for each of them which one was the largest.
        long pooled = maps.bytes(spec.channels(0), sizes.stages().get(0));
        maps.kept += pooled + pooled / Float.BYTES;
      }
      for (int stage = 0; stage < sizes.stages().size(); stage++) {
        maps.stage(stage, sizes.stages());
      }
      long headColumns = spec.heads().stream().mapToLong(HeadShape::columns).sum();
      maps.kept += Float.BYTES * rows * (spec.featureSize() + headColumns);
      return maps;
    }

    private void stage(int stage, List<Integer> sizes) {
      int base = spec.channels(stage);
      int size = sizes.get(stage);
      int before = stage == 0 ? size : sizes.get(stage - 1);
      int out = spec.depth().bottleneck() ? 4 * base : base;
      for (int block = 0; block < spec.depth().blocks(stage); block++) {
        boolean first = block == 0;
        // In a bottleneck the stride is in the second convolution.
        unit(base, spec.depth().bottleneck() && first ? before : size);
        unit(base, size);
        if (spec.depth().bottleneck()) {
          unit(out, size);
        }
        if (first && (stage > 0 || spec.depth().bottleneck())) {
          unit(out, size);
        }
      }
      largestOfStages = Math.max(largestOfStages, bytes(base, size));
    }

    /** A convolution's output, its normalised values, and a bit of ReLU for each of them. */
    private void unit(int channels, int size) {
      long values = bytes(channels, size);
      kept += 2 * values + values / Float.SIZE;
      largest = Math.max(largest, values);
    }

    /**
     * Gradients on their way back, above all those of the widest layers, and Winograd's transforms
     * in 3x3 convolutions. The factors are measured: no order of steps can be told from outside.
     */
    long workBytes() {
      return (spec.depth().bottleneck() ? 8 : 5) * largest + 6 * largestOfStages;
    }

    private long bytes(int channels, int size) {
      return (long) Float.BYTES * rows * channels * size * size;
    }
  }
}
