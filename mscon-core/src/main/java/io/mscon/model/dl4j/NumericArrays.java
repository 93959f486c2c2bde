package io.mscon.model.dl4j;

import io.mscon.numeric.Values;
import io.mscon.numeric.Values.Precision;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers on their way between the heap and ND4J. */
final class NumericArrays {
  private NumericArrays() {}

  /** A row-major array with a copy of the numbers. */
  static INDArray of(Values values, long... shape) {
    return switch (values.precision()) {
      case FLOAT32 -> Nd4j.create(values.float32(), shape, 'c');
      case FLOAT64 -> Nd4j.create(values.float64(), shape, 'c');
    };
  }

  /** A row-major array with a copy of the first numbers. */
  static INDArray of(float[] values, Precision precision, long... shape) {
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    Values first = Values.of(Arrays.copyOf(values, length));
    return switch (precision) {
      case FLOAT32 -> of(first, shape);
      case FLOAT64 -> of(Values.of(first.float64()), shape);
    };
  }

  /** A copy of an array's numbers in row-major order. */
  static Values values(INDArray array) {
    INDArray flat = array.dup('c');
    try {
      return switch (flat.dataType()) {
        case FLOAT -> Values.of(flat.data().asFloat());
        case DOUBLE -> Values.of(flat.data().asDouble());
        default ->
            throw new IllegalStateException(
                "Cannot read an array of " + flat.dataType() + " (must be FLOAT or DOUBLE)");
      };
    } finally {
      flat.close();
    }
  }
}
