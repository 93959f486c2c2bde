package io.mscon.eval.probe;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Multinomial logistic regression on frozen features. */
public final class LinearProbe {
  /** Relative improvement of the loss below which a fit ends. */
  private static final double TOLERANCE = 1e-5;

  /** Per feature: one coefficient of each class. */
  private final double[] coefficients;

  private final double[] intercepts;

  private LinearProbe(double[] coefficients, double[] intercepts) {
    this.coefficients = coefficients;
    this.intercepts = intercepts;
  }

  /**
   * Fits a probe. The result's bits depend on the order of the rows within their partitions.
   *
   * @param examples columns features (vector) and label (double: 0, 1, ...; every class occurs)
   * @param regularisation L2 penalty, against the mean loss
   * @param iterations the most L-BFGS iterations
   */
  public static LinearProbe fit(Dataset<Row> examples, double regularisation, int iterations) {
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("multinomial")
            .setStandardization(false)
            .setElasticNetParam(0)
            .setRegParam(regularisation)
            .setMaxIter(iterations)
            .setTol(TOLERANCE)
            .fit(examples.select(col("features"), col("label")));
    // MLlib's arrays are column-major: class by class within a feature.
    return new LinearProbe(model.coefficientMatrix().toArray(), model.interceptVector().toArray());
  }

  /**
   * The likeliest class, the first of equals.
   *
   * @param features of one sample
   */
  public int predict(double[] features) {
    double[] scores = intercepts.clone();
    int classes = scores.length;
    for (int feature = 0; feature < features.length; feature++) {
      double value = features[feature];
      int offset = feature * classes;
      for (int k = 0; k < classes; k++) {
        scores[k] += value * coefficients[offset + k];
      }
    }
    int best = 0;
    for (int k = 1; k < classes; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }
}
