package io.mscon.loss;

import io.mscon.data.BatchLabels;
import java.io.Serializable;
import java.util.List;

/**
 * The linear layer on f(x) that predicts log-variances, u = (W f(x) + b) / √features. Each metric
 * has one column, u_c(x), or one for each value of its label, u_c(x, y): then a sample's u is that
 * of its own label's column, and a sample without the label has u = 0.
 *
 * <p>Divided by √features because a step of gradient descent moves u by the learning rate times
 * ‖f(x)‖² otherwise, hundreds of times as much as it moves what a weight of the encoder decides;
 * with a learning rate made for the encoder u would leap from end to end. Jacot et al. (NeurIPS
 * 2018, arXiv 1806.07572) parameterise every layer so.
 *
 * @param columns [C] columns of each metric, 1 or the number of its label's values
 * @param features columns of f(x)
 */
public record UncertaintyHead(List<Integer> columns, int features) implements Serializable {
  /** Copies the list. */
  public UncertaintyHead {
    columns = List.copyOf(columns);
  }

  /** What the layer's output is multiplied by. */
  public double scale() {
    return 1 / Math.sqrt(features);
  }

  /**
   * The column of a sample.
   *
   * @param metric which
   * @param labels of the metric
   * @param sample which
   * @return -1 if there is none for it
   */
  public int column(int metric, BatchLabels labels, int sample) {
    int first = columns.subList(0, metric).stream().mapToInt(Integer::intValue).sum();
    if (columns.get(metric) == 1) {
      return first;
    }
    int label = ((BatchLabels.Classes) labels).classes()[sample];
    return label < 0 ? -1 : first + label;
  }

  /**
   * u_i of a metric.
   *
   * @param metric which
   * @param labels of it and of the whole batch
   * @param outputs [N][columns of all metrics] of the layer
   * @return [N]
   */
  public double[] logVariances(int metric, MetricLabels labels, Rows outputs) {
    double[] logVariances = new double[labels.rows()];
    for (int sample = 0; sample < labels.samples(); sample++) {
      int column = column(metric, labels.labels(), sample);
      for (int view = 0; view < labels.views() && column >= 0; view++) {
        int row = view * labels.samples() + sample;
        logVariances[row] = scale() * outputs.get(row, column);
      }
    }
    return logVariances;
  }

  /**
   * Gradient with respect to the layer's outputs.
   *
   * @param metric which
   * @param labels of it and of the whole batch
   * @param gradient [N] with respect to u_i
   * @param own samples to do
   * @param outputs [rows of own][columns of all metrics] receives it
   */
  public void backward(
      int metric, MetricLabels labels, double[] gradient, SampleRange own, Rows outputs) {
    for (int sample = own.from(); sample < own.to(); sample++) {
      int column = column(metric, labels.labels(), sample);
      for (int view = 0; view < labels.views() && column >= 0; view++) {
        double slope = gradient[view * labels.samples() + sample];
        outputs.set(view * own.size() + sample - own.from(), column, scale() * slope);
      }
    }
  }
}
