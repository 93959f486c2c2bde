package io.mscon.eval.probe.fit;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.broadcast.Broadcast;

/**
 * Losses and gradients of all fits over the blocks of a partition.
 *
 * @param labels per request: each sample's class
 * @param coefficients where the fits stand
 */
record GradientTask(Broadcast<int[][]> labels, Broadcast<Coefficients> coefficients)
    implements Serializable {

  Iterator<PartialSums> call(Iterator<Block> blocks) {
    Coefficients at = coefficients.value();
    int columns = at.columns();
    int features = at.weights().length / columns;
    PartialSums sums =
        new PartialSums(new double[at.fits().length], new double[(features + 1) * columns]);
    float[] product = new float[features * columns];
    while (blocks.hasNext()) {
      Block block = blocks.next();
      float[] scores = new float[block.rows() * columns];
      MatrixProduct.plain(block.rows(), columns, features, block.values(), at.weights(), scores);
      residuals(block, at, scores, sums);
      MatrixProduct.transposed(features, columns, block.rows(), block.values(), scores, product);
      for (int i = 0; i < product.length; i++) {
        sums.gradient()[i] += product[i];
      }
    }
    return Collections.singleton(sums).iterator();
  }

  private void residuals(Block block, Coefficients at, float[] scores, PartialSums sums) {
    Softmax softmax = new Softmax(at.intercepts(), scores, sums.gradient());
    for (int fit = 0; fit < at.fits().length; fit++) {
      int[] classes = labels.value()[at.fits()[fit]];
      int from = at.offsets()[fit];
      int to = at.offsets()[fit + 1];
      for (int row = 0; row < block.rows(); row++) {
        sums.losses()[fit] += softmax.residual(row, from, to, classes[block.first() + row]);
      }
    }
  }
}
