package io.mscon.config;

import java.util.List;

/**
 * Probes; keys under {@code probe}.
 *
 * @param tasks labels to probe; empty for every categorical label
 * @param regularisation candidates of the L2 penalty
 * @param iterations most iterations of a fit
 * @param standardise whether features are standardised
 * @param labelShares shares of the training labels that further linear probes see
 * @param neighbours how many training pictures vote in the probe by nearest neighbours; 0: none
 * @param batch pictures that go through the encoder at once
 */
public record ProbeConfiguration(
    List<String> tasks,
    List<Double> regularisation,
    int iterations,
    boolean standardise,
    List<Double> labelShares,
    int neighbours,
    int batch) {}
