package io.mscon.model;

import io.mscon.model.ParameterLayout.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same network in plain loops over doubles, written from torchvision's definition and sharing
 * nothing with any engine but the layout: what engines are tested against.
 */
final class ReferenceNetwork {
  private static final double EPSILON = 1e-5;

  private final NetworkSpec spec;
  private final Map<String, Tensor> tensors = new HashMap<>();
  private final double[] parameters;
  private final double[] gradient;
  private final double[] running;
  private final double[] batchStatistics;
  private final boolean training;
  private final List<Runnable> tape = new ArrayList<>();
  private final List<Values> projections = new ArrayList<>();
  private Values features;

  /** A tensor [rows][channels][size][size] and its gradient. */
  private static final class Values {
    private final int rows;
    private final int channels;
    private final int size;
    private final double[] value;
    private final double[] gradient;

    Values(int rows, int channels, int size) {
      this.rows = rows;
      this.channels = channels;
      this.size = size;
      value = new double[rows * channels * size * size];
      gradient = new double[value.length];
    }

    int index(int row, int channel, int y, int x) {
      return ((row * channels + channel) * size + y) * size + x;
    }
  }

  private ReferenceNetwork(
      NetworkSpec spec, float[] parameters, float[] statistics, boolean training) {
    this.spec = spec;
    this.training = training;
    ParameterLayout layout = ParameterLayout.of(spec);
    layout.parameters().forEach(t -> tensors.put(t.name(), t));
    layout.statistics().forEach(t -> tensors.put(t.name(), t));
    this.parameters = doubles(parameters);
    this.gradient = new double[parameters.length];
    this.running = statistics == null ? null : doubles(statistics);
    this.batchStatistics = new double[layout.statisticCount()];
  }

  /** Runs it in training mode. */
  static ReferenceNetwork train(NetworkSpec spec, float[] parameters, float[] images, int rows) {
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters, null, true);
    network.run(images, rows);
    return network;
  }

  /** Features in evaluation mode, [rows][features]. */
  static double[] features(
      NetworkSpec spec, float[] parameters, float[] statistics, float[] images, int rows) {
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters, statistics, false);
    network.run(images, rows);
    return network.features.value;
  }

  double[] projections(int head) {
    return projections.get(head).value;
  }

  double[] batchStatistics() {
    return batchStatistics;
  }

  /** The gradient of the parameters for that of the projections. */
  double[] backward(float[][] projectionGradients) {
    for (int head = 0; head < projectionGradients.length; head++) {
      double[] to = projections.get(head).gradient;
      System.arraycopy(doubles(projectionGradients[head]), 0, to, 0, to.length);
    }
    for (int i = tape.size() - 1; i >= 0; i--) {
      tape.get(i).run();
    }
    return gradient;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }

  private void run(float[] images, int rows) {
    Values input = new Values(rows, 3, spec.imageSize());
    Arrays.setAll(input.value, i -> images[i]);
    boolean large = spec.stem() == Stem.IMAGENET;
    Values values = relu(normalise("bn1", convolve("conv1", input, large ? 2 : 1)));
    if (large) {
      values = maxPool(values);
    }
    for (int stage = 0; stage < 4; stage++) {
      for (int block = 0; block < spec.depth().blocks(stage); block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        values = block("layer" + (stage + 1) + "." + block + ".", values, stride);
      }
    }
    features = average(values);
    for (int head = 0; head < spec.heads().size(); head++) {
      values = linear("heads." + head + ".0", features);
      for (int layer = 1; layer < spec.heads().get(head).layers().size(); layer++) {
        values = linear("heads." + head + "." + 2 * layer, relu(values));
      }
      projections.add(values);
    }
  }

  private Values block(String name, Values input, int stride) {
    Values shortcut = input;
    if (tensors.containsKey(name + "downsample.0.weight")) {
      shortcut = normalise(name + "downsample.1", convolve(name + "downsample.0", input, stride));
    }
    Values values;
    if (spec.depth().bottleneck()) {
      values = relu(normalise(name + "bn1", convolve(name + "conv1", input, 1)));
      values = relu(normalise(name + "bn2", convolve(name + "conv2", values, stride)));
      values = normalise(name + "bn3", convolve(name + "conv3", values, 1));
    } else {
      values = relu(normalise(name + "bn1", convolve(name + "conv1", input, stride)));
      values = normalise(name + "bn2", convolve(name + "conv2", values, 1));
    }
    return relu(add(values, shortcut));
  }

  private Values convolve(String name, Values in, int stride) {
    Tensor weight = tensors.get(name + ".weight");
    int kernel = weight.shape().get(2);
    int padding = kernel / 2;
    Values out =
        new Values(in.rows, weight.shape().get(0), (in.size + 2 * padding - kernel) / stride + 1);
    eachProduct(
        in,
        out,
        weight,
        stride,
        (from, by, to) -> out.value[to] += in.value[from] * parameters[by]);
    tape.add(
        () ->
            eachProduct(
                in,
                out,
                weight,
                stride,
                (from, by, to) -> {
                  in.gradient[from] += out.gradient[to] * parameters[by];
                  gradient[by] += out.gradient[to] * in.value[from];
                }));
    return out;
  }

  private interface Product {
    void visit(int input, int weight, int output);
  }

  private static void eachProduct(
      Values in, Values out, Tensor weight, int stride, Product product) {
    int kernel = weight.shape().get(2);
    int padding = kernel / 2;
    for (int row = 0; row < out.rows; row++) {
      for (int o = 0; o < out.channels; o++) {
        for (int y = 0; y < out.size; y++) {
          for (int x = 0; x < out.size; x++) {
            int to = out.index(row, o, y, x);
            for (int c = 0; c < in.channels; c++) {
              for (int ky = 0; ky < kernel; ky++) {
                for (int kx = 0; kx < kernel; kx++) {
                  int iy = y * stride + ky - padding;
                  int ix = x * stride + kx - padding;
                  if (iy >= 0 && iy < in.size && ix >= 0 && ix < in.size) {
                    int by = ((o * in.channels + c) * kernel + ky) * kernel + kx;
                    product.visit(in.index(row, c, iy, ix), weight.offset() + by, to);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private Values normalise(String name, Values in) {
    Values out = new Values(in.rows, in.channels, in.size);
    for (int channel = 0; channel < in.channels; channel++) {
      normalise(name, in, out, channel);
    }
    return out;
  }

  private void normalise(String name, Values in, Values out, int channel) {
    int scale = tensors.get(name + ".weight").offset() + channel;
    int shift = tensors.get(name + ".bias").offset() + channel;
    int meanAt = tensors.get(name + ".running_mean").offset() + channel;
    int varianceAt = tensors.get(name + ".running_var").offset() + channel;
    int[] at = indices(in, channel);
    double mean =
        training
            ? Arrays.stream(at).mapToDouble(i -> in.value[i]).average().orElse(0)
            : running[meanAt];
    double squares = Arrays.stream(at).mapToDouble(i -> Math.pow(in.value[i] - mean, 2)).sum();
    double variance = training ? squares / at.length : running[varianceAt];
    batchStatistics[meanAt] = mean;
    batchStatistics[varianceAt] = squares / (at.length - 1);
    double inverse = 1 / Math.sqrt(variance + EPSILON);
    for (int i : at) {
      out.value[i] = (in.value[i] - mean) * inverse * parameters[scale] + parameters[shift];
    }
    tape.add(
        () -> {
          double sum = 0;
          double product = 0;
          for (int i : at) {
            sum += out.gradient[i];
            product += out.gradient[i] * (in.value[i] - mean) * inverse;
          }
          gradient[scale] += product;
          gradient[shift] += sum;
          for (int i : at) {
            double centred = (in.value[i] - mean) * inverse;
            in.gradient[i] +=
                parameters[scale]
                    * inverse
                    * (out.gradient[i] - sum / at.length - centred * product / at.length);
          }
        });
  }

  private static int[] indices(Values values, int channel) {
    int area = values.size * values.size;
    int[] indices = new int[values.rows * area];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (i / area * values.channels + channel) * area + i % area;
    }
    return indices;
  }

  private Values relu(Values in) {
    Values out = new Values(in.rows, in.channels, in.size);
    Arrays.setAll(out.value, i -> Math.max(0, in.value[i]));
    tape.add(
        () -> {
          for (int i = 0; i < in.value.length; i++) {
            in.gradient[i] += in.value[i] > 0 ? out.gradient[i] : 0;
          }
        });
    return out;
  }

  private Values add(Values a, Values b) {
    Values out = new Values(a.rows, a.channels, a.size);
    Arrays.setAll(out.value, i -> a.value[i] + b.value[i]);
    tape.add(
        () -> {
          for (int i = 0; i < out.value.length; i++) {
            a.gradient[i] += out.gradient[i];
            b.gradient[i] += out.gradient[i];
          }
        });
    return out;
  }

  private Values maxPool(Values in) {
    Values out = new Values(in.rows, in.channels, (in.size - 1) / 2 + 1);
    int[] source = new int[out.value.length];
    for (int row = 0; row < out.rows; row++) {
      for (int channel = 0; channel < out.channels; channel++) {
        for (int y = 0; y < out.size; y++) {
          for (int x = 0; x < out.size; x++) {
            int to = out.index(row, channel, y, x);
            source[to] = maximum(in, row, channel, 2 * y - 1, 2 * x - 1);
            out.value[to] = in.value[source[to]];
          }
        }
      }
    }
    tape.add(
        () -> {
          for (int to = 0; to < source.length; to++) {
            in.gradient[source[to]] += out.gradient[to];
          }
        });
    return out;
  }

  private static int maximum(Values in, int row, int channel, int top, int left) {
    int best = -1;
    for (int y = Math.max(0, top); y < Math.min(in.size, top + 3); y++) {
      for (int x = Math.max(0, left); x < Math.min(in.size, left + 3); x++) {
        int here = in.index(row, channel, y, x);
        best = best < 0 || in.value[here] > in.value[best] ? here : best;
      }
    }
    return best;
  }

  private Values average(Values in) {
    Values out = new Values(in.rows, in.channels, 1);
    int area = in.size * in.size;
    for (int i = 0; i < in.value.length; i++) {
      out.value[i / area] += in.value[i] / area;
    }
    tape.add(
        () -> {
          for (int i = 0; i < in.value.length; i++) {
            in.gradient[i] += out.gradient[i / area] / area;
          }
        });
    return out;
  }

  private Values linear(String name, Values in) {
    Tensor weight = tensors.get(name + ".weight");
    int bias = tensors.get(name + ".bias").offset();
    Values out = new Values(in.rows, weight.shape().get(0), 1);
    for (int i = 0; i < out.value.length; i++) {
      out.value[i] = parameters[bias + i % out.channels];
    }
    eachProduct(
        in, out, weight, (from, by, to) -> out.value[to] += in.value[from] * parameters[by]);
    tape.add(
        () -> {
          for (int i = 0; i < out.value.length; i++) {
            gradient[bias + i % out.channels] += out.gradient[i];
          }
          eachProduct(
              in,
              out,
              weight,
              (from, by, to) -> {
                in.gradient[from] += out.gradient[to] * parameters[by];
                gradient[by] += out.gradient[to] * in.value[from];
              });
        });
    return out;
  }

  private static void eachProduct(Values in, Values out, Tensor weight, Product product) {
    for (int to = 0; to < out.value.length; to++) {
      int row = to / out.channels;
      int output = to % out.channels;
      for (int c = 0; c < in.channels; c++) {
        int by = weight.offset() + output * in.channels + c;
        product.visit(row * in.channels + c, by, to);
      }
    }
  }
}
