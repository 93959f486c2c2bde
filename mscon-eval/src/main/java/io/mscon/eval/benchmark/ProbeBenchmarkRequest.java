package io.mscon.eval.benchmark;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param rows samples
 * @param features of each
 * @param classes how many
 * @param penalty λ, as in {@link io.mscon.eval.probe.fit.FitRequest}
 * @param iterations most iterations of a fit
 * @param repetitions how often; the first one runs in Java code that is not compiled yet
 * @param withMllib whether Spark MLlib fits the same
 * @param export where drawn samples and the probe's probabilities are left, if anywhere: a folder
 *     that is new or empty
 */
public record ProbeBenchmarkRequest(
    int rows,
    int features,
    int classes,
    double penalty,
    int iterations,
    int repetitions,
    boolean withMllib,
    Optional<Path> export) {}
