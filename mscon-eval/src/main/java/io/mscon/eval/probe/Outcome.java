package io.mscon.eval.probe;

import java.util.List;

/**
 * What the best probe of a task came to.
 *
 * @param regularisation the candidate chosen
 * @param validationTop1 its accuracy on the validation split
 * @param testTop1 its accuracy on the test split
 * @param predictions its answers on the test split, in order of id
 */
record Outcome(
    double regularisation, double validationTop1, double testTop1, List<Prediction> predictions) {}
