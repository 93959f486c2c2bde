package io.mscon.eval.benchmark;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Spark MLlib's multinomial logistic regression on the same samples. */
final class MllibPeer {
  /** Of the relative improvement of the loss: the least at which MLlib is not stopped by noise. */
  private static final double TOLERANCE = 1e-9;

  private final LogisticRegressionModel model;
  private final ProbeSpeed speed;

  private MllibPeer(LogisticRegressionModel model, ProbeSpeed speed) {
    this.model = model;
    this.speed = speed;
  }

  static MllibPeer fit(Dataset<Row> samples, ProbeBenchmarkRequest request) {
    Time start = Time.now();
    Dataset<Row> vectors =
        samples
            .select(
                col("label").cast("double"),
                functions.array_to_vector(col("features")).as("features"))
            .cache();
    vectors.count();
    Time build = Time.since(start);
    Time building = Time.now();
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("multinomial")
            .setElasticNetParam(0)
            .setRegParam(request.penalty())
            .setMaxIter(request.iterations())
            .setTol(TOLERANCE)
            .fit(vectors);
    Time fit = Time.since(building);
    vectors.unpersist();
    return new MllibPeer(model, speed(model, build, fit, request.iterations()));
  }

  private static ProbeSpeed speed(LogisticRegressionModel model, Time build, Time fit, int most) {
    double[] losses = model.summary().objectiveHistory();
    int iterations = model.summary().totalIterations();
    return new ProbeSpeed(
        "mllib",
        build,
        fit,
        // MLlib does not say how often its line search looked.
        0,
        iterations,
        iterations < most,
        losses[losses.length - 1]);
  }

  ProbeSpeed speed() {
    return speed;
  }

  double[][] probabilities(List<float[]> features) {
    return features.stream()
        .map(row -> model.predictProbability(vector(row)).toArray())
        .toArray(double[][]::new);
  }

  private static DenseVector vector(float[] row) {
    double[] values = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      values[i] = row[i];
    }
    return new DenseVector(values);
  }
}
