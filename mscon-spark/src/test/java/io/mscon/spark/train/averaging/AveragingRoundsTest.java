package io.mscon.spark.train.averaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.loss.Weighting;
import io.mscon.spark.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class AveragingRoundsTest {
  private static final int ROWS = TestBatches.SAMPLES * TestBatches.VIEWS;
  private static final int STEPS = 2;
  private static final int ROUNDS = 3;

  @Test
  void oneWorkerDoesWhatDl4jDoesWithoutSpark() {
    ComputationGraph alone = graph();
    for (int step = 0; step < ROUNDS * STEPS; step++) {
      alone.fit(TestBatches.batch(step, DataType.FLOAT));
    }
    assertArrayEquals(values(alone.params()), values(train(1, 2).params()));
  }

  @Test
  void workersAreAveragedWithTheirMomentum() {
    ComputationGraph expected = graph();
    for (int round = 0; round < ROUNDS; round++) {
      ComputationGraph[] workers = {expected.clone(), expected.clone()};
      for (int worker = 0; worker < workers.length; worker++) {
        workers[worker].getConfiguration().setIterationCount(round * STEPS);
        for (int step = 0; step < STEPS; step++) {
          workers[worker].fit(batch(round, worker, step));
        }
      }
      expected.setParams(mean(workers[0].params(), workers[1].params()));
      expected.getUpdater().setStateViewArray(mean(state(workers[0]), state(workers[1])));
    }
    ComputationGraph found = train(2, 2);
    assertArrayEquals(values(expected.params()), values(found.params()));
    assertArrayEquals(values(state(expected)), values(state(found)));
  }

  @Test
  void theSameBitsWhicheverWorkerIsDoneFirst() {
    float[] onTwo = values(train(4, 2).params());
    assertArrayEquals(onTwo, values(train(4, 2).params()));
    assertArrayEquals(onTwo, values(train(4, 1).params()));
    assertNotEquals(onTwo[0], values(train(2, 2).params())[0]);
  }

  @Test
  void tellsTheLossesOfEveryStep() {
    List<LocalStep> losses = new ArrayList<>();
    train(2, 2, losses);
    assertEquals(ROUNDS * STEPS, losses.size());
    double first = losses.get(0).total();
    assertEquals(3, losses.get(0).losses().length);
    assertTrue(losses.stream().allMatch(step -> Double.isFinite(step.total())));
    assertNotEquals(first, losses.get(1).total());
  }

  private static ComputationGraph graph() {
    LocalLoss loss = TestBatches.loss(new Weighting.Kendall(), true);
    ComputationGraph graph =
        new ComputationGraph(
            TestBatches.graph(
                loss, DataType.FLOAT, Momentum.of(0.9, new WarmupCosineSchedule(0.1, 3, 8))));
    graph.init();
    return graph;
  }

  private static ComputationGraph train(int workers, int cores) {
    return train(workers, cores, new ArrayList<>());
  }

  private static ComputationGraph train(int workers, int cores, List<LocalStep> losses) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session(cores).sparkContext());
    AveragingRounds rounds = new AveragingRounds(context, graph(), workers, ROWS);
    for (int round = 0; round < ROUNDS; round++) {
      List<MultiDataSet> batches = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        for (int step = 0; step < STEPS; step++) {
          batches.add(batch(round, worker, step));
        }
      }
      losses.addAll(
          rounds
              .run(
                  round * STEPS, STEPS, context.parallelize(batches, workers), RoundCollector.PLAIN)
              .losses());
    }
    return rounds.network();
  }

  private static MultiDataSet batch(int round, int worker, int step) {
    return TestBatches.batch(round * STEPS + step + 100 * worker, DataType.FLOAT);
  }

  private static INDArray mean(INDArray first, INDArray second) {
    return first.add(second).divi(2);
  }

  private static INDArray state(ComputationGraph graph) {
    return graph.getUpdater().getStateViewArray();
  }

  private static float[] values(INDArray array) {
    return array.dup().data().asFloat();
  }
}
