package io.mscon.health;

import java.util.List;

/**
 * The signs of a step.
 *
 * @param metrics their names, in the order of the heads
 * @param heads how the rows of each head lie; none if heads are classifiers
 * @param similarities of every pair of heads
 * @param logVariances log σ² of each metric; 0 if they are not learned
 * @param gradient norms of its parts
 */
public record HealthReport(
    List<String> metrics,
    List<MetricHealth> heads,
    List<HeadSimilarity> similarities,
    List<Double> logVariances,
    GradientNorms gradient) {}
