package io.mscon.loss;

import io.mscon.loss.PairEngine.PairFactors;
import io.mscon.loss.PairEngine.PairSums;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The contrastive loss of several metrics: the cross-entropy between target distributions and the
 * softmax over all other rows,
 *
 * <pre>
 * s_ij = z_i·z_j / τ    p_ij = exp(s_ij − LSE_i)    ℓ_i = LSE_i − Σ_j t_ij s_ij
 * L_c = scale · Σ_i ℓ_i / divisor    dL_c/dz_i = scale · Σ_j ((p_ij − t_ij) + (p_ji − t_ji)) z_j / (divisor · τ)
 * </pre>
 *
 * <p>Khosla et al., arXiv 2004.11362, for one categorical metric; Mu, Guttag, Makar, arXiv
 * 2307.02712, for several. Rows are unit rows. With a weight a_i for each anchor, ℓ_i is a_i ℓ_i
 * and dL_c/dz_i has a_i (p_ij − t_ij) + a_j (p_ji − t_ji).
 *
 * <p>Time O(N²·D), memory O(N·D).
 *
 * @param temperature τ, above 0
 * @param scale multiplies every metric's loss, above 0 (SupCon's code: τ / base temperature)
 * @param reduction what sums over anchors are divided by
 * @param weighting how the metrics become one loss
 * @param normaliseWeights whether weights of gradients are brought to mean 1, see {@link
 *     Weighting#weigh}
 */
public record ContrastiveLoss(
    double temperature,
    double scale,
    Reduction reduction,
    Weighting weighting,
    boolean normaliseWeights)
    implements Objective {
  /** Checks temperature and scale. */
  public ContrastiveLoss {
    LossInputs.requirePositive("loss.temperature", temperature);
    LossInputs.requirePositive("loss.scale", scale);
  }

  @Override
  public boolean comparesRows() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if rows are not finite or not of length 1 (or 0), or shapes
   *     disagree
   */
  @Override
  public RowStatistics statistics(
      MetricLabels labels, Rows rows, double logVariance, SampleRange own) {
    return statistics(Targets.of(labels), rows, logVariance, own);
  }

  @Override
  public RowGradient gradient(
      MetricLabels labels,
      Rows rows,
      RowStatistics all,
      double logVariance,
      AnchorWeights weight,
      SampleRange own) {
    return gradient(Targets.of(labels), rows, all, logVariance, weight, own);
  }

  /**
   * First pass over the pairs of own rows.
   *
   * @param targets the metric's targets over the whole batch
   * @param unit [N][D] unit rows of the whole batch
   * @param logVariance s_c of the metric
   * @param own samples to do
   * @throws IllegalArgumentException if rows are not finite or not of length 1 (or 0), or shapes
   *     disagree
   */
  public RowStatistics statistics(Targets targets, Rows unit, double logVariance, SampleRange own) {
    LossInputs.requireRows(targets, unit, own);
    double tau = metricTemperature(targets, logVariance);
    int from = targets.firstCandidate(own.from());
    int to = targets.firstCandidate(own.to());
    PairSums sums =
        PairEngine.of(unit, tau).forward(targets, from * targets.views(), to * targets.views());
    RowStatistics statistics = RowStatistics.zeros(own, targets.views());
    TargetTerms terms = TargetTerms.of(targets, unit, tau);
    for (int k = from; k < to; k++) {
      for (int view = 0; view < targets.views(); view++) {
        int local = (k - from) * targets.views() + view;
        int row = view * own.size() + targets.sample(k) - own.from();
        statistics.logSumExp()[row] = sums.logSumExp()[local];
        terms.write(k, view, sums.weightedLogit()[local], statistics, row);
      }
    }
    return statistics;
  }

  @Override
  public MetricLoss summarise(RowStatistics all) {
    return MetricLoss.of(all, scale, reduction);
  }

  /**
   * Second pass over the pairs of own rows: the exact gradient of the whole batch's loss, what
   * flows through the columns included.
   *
   * @param targets the metric's targets over the whole batch
   * @param unit [N][D] unit rows of the whole batch
   * @param all statistics of the whole batch
   * @param logVariance s_c of the metric, as in the first pass
   * @param weight what multiplies the metric's loss, or each anchor's part of it
   * @param own samples to do
   */
  public RowGradient gradient(
      Targets targets,
      Rows unit,
      RowStatistics all,
      double logVariance,
      AnchorWeights weight,
      SampleRange own) {
    LossInputs.requireRows(targets, unit, own);
    LossInputs.requireAll(targets, all);
    RowGradient gradient =
        new RowGradient(
            own,
            targets.views(),
            unit.zeros(own.size() * targets.views()),
            new double[own.size() * targets.views()]);
    MetricLoss loss = summarise(all);
    if (loss.active()) {
      double tau = metricTemperature(targets, logVariance);
      GradientRows rows = new GradientRows(targets, unit, scale / (loss.divisor() * tau), weight);
      rows.fill(gradient, PairEngine.of(unit, tau), PairFactors.of(targets, all, weight));
    }
    return gradient;
  }

  /**
   * Both passes over a whole batch in this process.
   *
   * @param targets [C] targets of each metric
   * @param unit [C] unit rows [N][D] of each metric
   * @param logVariances [C] s_c = log σ_c²
   */
  public Evaluation evaluate(List<Targets> targets, List<Rows> unit, double[] logVariances) {
    List<RowStatistics> statistics = new ArrayList<>();
    for (int c = 0; c < targets.size(); c++) {
      SampleRange all = SampleRange.all(targets.get(c).samples());
      statistics.add(statistics(targets.get(c), unit.get(c), logVariances[c], all));
    }
    List<MetricLoss> losses = statistics.stream().map(this::summarise).toList();
    WeightedTotal total = weigh(losses, logVariances);
    List<RowGradient> gradients = new ArrayList<>();
    for (int c = 0; c < targets.size(); c++) {
      SampleRange all = SampleRange.all(targets.get(c).samples());
      AnchorWeights weight = AnchorWeights.same(total.weights()[c]);
      RowStatistics found = statistics.get(c);
      gradients.add(gradient(targets.get(c), unit.get(c), found, logVariances[c], weight, all));
    }
    return Evaluation.of(losses, total, gradients);
  }

  /**
   * A batch's losses and gradients.
   *
   * @param losses [C]
   * @param softmaxEntropies [C] mean H(p_i) over the anchors, scaled as the loss
   * @param total total and weights
   * @param logVarianceGradients [C] d total / d s_c
   * @param dz [C] gradient [N][D] of the weighted total with respect to each metric's unit rows
   */
  public record Evaluation(
      List<MetricLoss> losses,
      double[] softmaxEntropies,
      WeightedTotal total,
      double[] logVarianceGradients,
      List<Rows> dz) {

    private static Evaluation of(
        List<MetricLoss> losses, WeightedTotal total, List<RowGradient> gradients) {
      double[] radialSums = gradients.stream().mapToDouble(RowGradient::radialSum).toArray();
      double[] entropies =
          IntStream.range(0, losses.size())
              .mapToDouble(c -> losses.get(c).softmaxEntropy(radialSums[c]))
              .toArray();
      return new Evaluation(
          losses,
          entropies,
          total,
          total.logVarianceGradients(radialSums),
          gradients.stream().map(RowGradient::dz).toList());
    }
  }

  private double metricTemperature(Targets targets, double logVariance) {
    double tau = weighting.temperature(temperature, logVariance);
    LossInputs.requirePositive("temperature of metric " + targets.metric(), tau);
    return tau;
  }
}
