package io.mscon.config;

import java.util.List;

/**
 * Linear probes; keys under {@code probe}.
 *
 * @param tasks labels to probe; empty for every categorical label
 * @param regularisation candidates of the L2 penalty
 * @param iterations most iterations of a fit
 * @param standardise whether features are standardised
 * @param batch pictures that go through the encoder at once
 */
public record ProbeConfiguration(
    List<String> tasks,
    List<Double> regularisation,
    int iterations,
    boolean standardise,
    int batch) {}
