package io.mscon.eval.report.embedding;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Features on the plane along which they vary most: principal component analysis, by Spark MLlib.
 *
 * @param rows which pictures are drawn
 * @param x place of each along the first axis, from the mean
 * @param y place of each along the second axis
 * @param firstShare of the variance that is along the first axis
 * @param secondShare of the variance that is along the second axis
 */
public record EmbeddingMap(
    int[] rows, double[] x, double[] y, double firstShare, double secondShare) {
  /** Most points. */
  public static final int POINTS = 2_000;

  /** Fewer pictures have no plane. */
  public static final int LEAST = 3;

  /**
   * Draws pictures and finds their plane.
   *
   * @param spark the session
   * @param test at least {@value #LEAST} pictures with finite features
   * @param seed decides which pictures are drawn, if they are too many
   */
  public static EmbeddingMap of(SparkSession spark, TestFeatures test, long seed) {
    int[] rows = test.draw(seed, POINTS);
    Arrays.sort(rows);
    List<Vector> vectors =
        Arrays.stream(rows).mapToObj(row -> vector(test.features().get(row))).toList();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    // One partition: in which order partitions answer must not decide a sum.
    RowMatrix matrix = new RowMatrix(context.parallelize(vectors, 1).rdd());
    int axes = Math.min(2, vectors.get(0).size());
    Tuple2<Matrix, Vector> found = matrix.computePrincipalComponentsAndExplainedVariance(axes);
    double[] mean = mean(vectors);
    return new EmbeddingMap(
        rows,
        along(vectors, mean, found._1(), 0),
        along(vectors, mean, found._1(), 1),
        share(found._2(), 0),
        share(found._2(), 1));
  }

  private static Vector vector(float[] features) {
    double[] values = new double[features.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = features[i];
    }
    return Vectors.dense(values);
  }

  private static double[] mean(List<Vector> vectors) {
    double[] mean = new double[vectors.get(0).size()];
    for (Vector vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector.apply(i) / vectors.size();
      }
    }
    return mean;
  }

  private static double share(Vector explained, int axis) {
    // Where nothing varies at all, MLlib divides by zero.
    return axis < explained.size() && Double.isFinite(explained.apply(axis))
        ? explained.apply(axis)
        : 0;
  }

  private static double[] along(List<Vector> vectors, double[] mean, Matrix axes, int axis) {
    double[] places = new double[vectors.size()];
    if (axis >= axes.numCols()) {
      return places;
    }
    double sign = sign(axes, axis);
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < mean.length; k++) {
        places[i] += sign * axes.apply(k, axis) * (vectors.get(i).apply(k) - mean[k]);
      }
    }
    return places;
  }

  /** An axis has no direction of its own: its largest part shall be positive. */
  private static double sign(Matrix axes, int axis) {
    double largest = 0;
    for (int k = 0; k < axes.numRows(); k++) {
      if (Math.abs(axes.apply(k, axis)) > Math.abs(largest)) {
        largest = axes.apply(k, axis);
      }
    }
    return largest < 0 ? -1 : 1;
  }
}
