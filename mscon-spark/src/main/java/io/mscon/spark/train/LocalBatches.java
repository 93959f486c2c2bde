package io.mscon.spark.train;

import io.mscon.data.BatchLabels;
import io.mscon.data.BatchPlan;
import io.mscon.spark.train.averaging.LabelMatrix;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The minibatches of a round of parameter averaging: of every step each lane's part of the global
 * batch, with its labels.
 *
 * @param plan which samples stand in which batch
 * @param settings of the lanes
 * @param firstStep optimiser steps done before the round
 * @param labels [steps][lanes][laneBatch x labelWidth]
 * @param labelWidth columns of the {@link LabelMatrix}
 */
record LocalBatches(
    BatchPlan plan, LaneSettings settings, long firstStep, double[][][] labels, int labelWidth)
    implements Serializable {

  static LocalBatches of(
      TrainingCourse course, LaneSettings settings, LabelMatrix matrix, long firstStep, int steps) {
    BatchPlan plan = course.plan();
    double[][][] labels = new double[steps][plan.lanes()][];
    for (int step = 0; step < steps; step++) {
      StepPosition position = StepPosition.of(firstStep + step, plan.stepsPerEpoch());
      int[] ranks = plan.ranks(position.epoch(), position.stepInEpoch());
      for (int lane = 0; lane < plan.lanes(); lane++) {
        int from = lane * plan.laneBatch();
        int[] own = Arrays.copyOfRange(ranks, from, from + plan.laneBatch());
        labels[step][lane] = matrix.encode(labels(course.trainingSet(), own));
      }
    }
    return new LocalBatches(plan, settings, firstStep, labels, matrix.width());
  }

  private static List<BatchLabels> labels(TrainingSet trainingSet, int[] ranks) {
    List<BatchLabels> labels = new ArrayList<>();
    for (int metric = 0; metric < trainingSet.metrics().size(); metric++) {
      labels.add(trainingSet.labels(metric, ranks));
    }
    return labels;
  }

  int steps() {
    return labels.length;
  }

  StepPosition position(int step) {
    return StepPosition.of(firstStep + step, plan.stepsPerEpoch());
  }
}
