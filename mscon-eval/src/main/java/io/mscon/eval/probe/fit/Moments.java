package io.mscon.eval.probe.fit;

import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;

/**
 * Means and covariances of features.
 *
 * @param mean of each column
 * @param covariance [columns][columns], divided by the number of rows
 */
record Moments(double[] mean, double[] covariance) {

  /** Takes them in two passes: the second one subtracts the means before it multiplies. */
  static Moments of(JavaRDD<Block> blocks, int rows, int columns) {
    double[] mean = total(blocks.mapPartitions(part -> sums(part, columns)), columns, rows);
    int square = Math.multiplyExact(columns, columns);
    double[] covariance = total(blocks.mapPartitions(part -> products(part, mean)), square, rows);
    return new Moments(mean, covariance);
  }

  private static double[] total(JavaRDD<double[]> parts, int size, int rows) {
    double[] total = new double[size];
    for (double[] part : parts.collect()) {
      for (int i = 0; i < size; i++) {
        total[i] += part[i];
      }
    }
    for (int i = 0; i < size; i++) {
      total[i] /= rows;
    }
    return total;
  }

  private static Iterator<double[]> sums(Iterator<Block> blocks, int columns) {
    double[] sums = new double[columns];
    while (blocks.hasNext()) {
      Block block = blocks.next();
      for (int row = 0, i = 0; row < block.rows(); row++) {
        for (int column = 0; column < columns; column++) {
          sums[column] += block.values()[i++];
        }
      }
    }
    return Collections.singleton(sums).iterator();
  }

  private static Iterator<double[]> products(Iterator<Block> blocks, double[] mean) {
    int columns = mean.length;
    double[] sums = new double[columns * columns];
    float[] product = new float[columns * columns];
    while (blocks.hasNext()) {
      Block block = blocks.next();
      float[] centred = centred(block, mean);
      MatrixProduct.transposed(columns, columns, block.rows(), centred, centred, product);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += product[i];
      }
    }
    return Collections.singleton(sums).iterator();
  }

  private static float[] centred(Block block, double[] mean) {
    float[] centred = new float[block.values().length];
    for (int row = 0, i = 0; row < block.rows(); row++) {
      for (double centre : mean) {
        centred[i] = (float) (block.values()[i] - centre);
        i++;
      }
    }
    return centred;
  }
}
