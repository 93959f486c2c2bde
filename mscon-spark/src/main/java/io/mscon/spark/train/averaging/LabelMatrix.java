package io.mscon.spark.train.averaging;

import io.mscon.data.BatchLabels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Labels of all metrics side by side in one matrix, because a matrix is what DL4J hands to an
 * output layer. Each metric has the columns that its kind of label needs; what is read back equals
 * what was written.
 *
 * @param metrics the columns of each metric, in order
 */
public record LabelMatrix(List<Columns> metrics) implements Serializable {
  /**
   * The matrix that every batch of a dataset fits into.
   *
   * @param all labels of the whole dataset, per metric
   */
  public static LabelMatrix of(List<BatchLabels> all) {
    return new LabelMatrix(List.copyOf(all.stream().map(LabelMatrix::columns).toList()));
  }

  private static Columns columns(BatchLabels labels) {
    if (labels instanceof BatchLabels.Classes) {
      return new ClassColumn();
    }
    if (labels instanceof BatchLabels.Numbers) {
      return new NumberColumn();
    }
    int[][] sets = ((BatchLabels.ValueSets) labels).values();
    return new SetColumns(
        Arrays.stream(sets).mapToInt(set -> set == null ? 0 : set.length).max().orElse(0));
  }

  /** Columns of a row. */
  public int width() {
    return metrics.stream().mapToInt(Columns::width).sum();
  }

  /**
   * Writes a batch.
   *
   * @param labels of the batch, per metric
   * @return [B][width()]
   */
  public double[] encode(List<BatchLabels> labels) {
    int samples = labels.get(0).size();
    double[] matrix = new double[samples * width()];
    int column = 0;
    for (int metric = 0; metric < metrics.size(); metric++) {
      for (int sample = 0; sample < samples; sample++) {
        metrics.get(metric).write(labels.get(metric), sample, matrix, sample * width() + column);
      }
      column += metrics.get(metric).width();
    }
    return matrix;
  }

  /**
   * Reads a batch.
   *
   * @param matrix [B][width()]
   * @return labels of the batch, per metric
   */
  public List<BatchLabels> decode(double[] matrix) {
    List<BatchLabels> labels = new ArrayList<>();
    int column = 0;
    for (Columns columns : metrics) {
      double[][] cells = new double[matrix.length / width()][];
      for (int sample = 0; sample < cells.length; sample++) {
        int start = sample * width() + column;
        cells[sample] = Arrays.copyOfRange(matrix, start, start + columns.width());
      }
      labels.add(columns.read(cells));
      column += columns.width();
    }
    return labels;
  }

  /** How the labels of one metric stand in a row. */
  public sealed interface Columns extends Serializable {
    /** How many. */
    int width();

    /** Writes a sample's label from {@code matrix[at]} on. */
    void write(BatchLabels labels, int sample, double[] matrix, int at);

    /** Reads the labels of a batch from their cells, [B][width()]. */
    BatchLabels read(double[][] cells);
  }

  /** A class id, -1 where it is missing. */
  record ClassColumn() implements Columns {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public void write(BatchLabels labels, int sample, double[] matrix, int at) {
      matrix[at] = ((BatchLabels.Classes) labels).classes()[sample];
    }

    @Override
    public BatchLabels read(double[][] cells) {
      return new BatchLabels.Classes(
          Arrays.stream(cells).mapToInt(cell -> (int) cell[0]).toArray());
    }
  }

  /** A number, NaN where it is missing. */
  record NumberColumn() implements Columns {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public void write(BatchLabels labels, int sample, double[] matrix, int at) {
      matrix[at] = ((BatchLabels.Numbers) labels).numbers()[sample];
    }

    @Override
    public BatchLabels read(double[][] cells) {
      return new BatchLabels.Numbers(Arrays.stream(cells).mapToDouble(cell -> cell[0]).toArray());
    }
  }

  /**
   * The size of the set, -1 where it is missing, then its values.
   *
   * @param largest the most values that a set has
   */
  record SetColumns(int largest) implements Columns {
    @Override
    public int width() {
      return 1 + largest;
    }

    @Override
    public void write(BatchLabels labels, int sample, double[] matrix, int at) {
      int[] set = ((BatchLabels.ValueSets) labels).values()[sample];
      matrix[at] = set == null ? -1 : set.length;
      for (int i = 0; set != null && i < set.length; i++) {
        matrix[at + 1 + i] = set[i];
      }
    }

    @Override
    public BatchLabels read(double[][] cells) {
      return new BatchLabels.ValueSets(
          Arrays.stream(cells).map(SetColumns::set).toArray(int[][]::new));
    }

    private static int[] set(double[] cells) {
      if (cells[0] < 0) {
        return null;
      }
      return Arrays.stream(cells, 1, 1 + (int) cells[0]).mapToInt(value -> (int) value).toArray();
    }
  }
}
