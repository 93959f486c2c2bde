package io.mscon.spark.train.averaging;

import io.mscon.loss.Rows;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Projections of all heads side by side, [N][C x D], and apart, C times [N][D]. */
final class HeadColumns {
  private HeadColumns() {}

  /** Each head's columns, in the matrix's precision. */
  static List<Rows> split(INDArray matrix, int heads) {
    int columns = Math.toIntExact(matrix.size(1)) / heads;
    List<Rows> rows = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      INDArray own = columns(matrix, head, columns).dup('c');
      rows.add(
          own.dataType() == DataType.DOUBLE
              ? new Rows.Float64(own.data().asDouble(), columns)
              : new Rows.Float32(own.data().asFloat(), columns));
    }
    return rows;
  }

  /** Writes each head's columns into a matrix and returns it. */
  static INDArray join(List<Rows> heads, INDArray matrix) {
    int columns = heads.get(0).columns();
    for (int head = 0; head < heads.size(); head++) {
      columns(matrix, head, columns).assign(array(heads.get(head)));
    }
    return matrix;
  }

  private static INDArray columns(INDArray matrix, int head, int columns) {
    return matrix.get(
        NDArrayIndex.all(), NDArrayIndex.interval((long) head * columns, (head + 1L) * columns));
  }

  private static INDArray array(Rows rows) {
    long[] shape = {rows.count(), rows.columns()};
    if (rows instanceof Rows.Float64 doubles) {
      return Nd4j.create(doubles.values(), shape, 'c');
    }
    return Nd4j.create(((Rows.Float32) rows).values(), shape, 'c');
  }
}
