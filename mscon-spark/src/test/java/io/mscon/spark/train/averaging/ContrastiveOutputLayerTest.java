package io.mscon.spark.train.averaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.data.BatchLabels;
import io.mscon.loss.ContrastiveLoss.Evaluation;
import io.mscon.loss.Rows;
import io.mscon.loss.Targets;
import io.mscon.loss.UnitRows;
import io.mscon.loss.Weighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class ContrastiveOutputLayerTest {
  static List<Weighting> weightings() {
    return List.of(
        new Weighting.Uniform(),
        new Weighting.Kendall(),
        new Weighting.Exact(),
        new Weighting.Excess(0.01),
        new Weighting.Fixed(new double[] {1, 0.5, 2}));
  }

  /** Every parameter of the graph, log-variances included, in double precision. */
  @ParameterizedTest
  @MethodSource("weightings")
  void gradientIsTheSlopeOfTheScore(Weighting weighting) {
    LocalLoss loss = TestBatches.loss(weighting, false);
    ComputationGraph graph =
        new ComputationGraph(TestBatches.graph(loss, DataType.DOUBLE, new Sgd(0.1)));
    graph.init();
    setLogVariances(graph, 0.3, -0.2, 0.1);
    double[] gradient = gradientOf(graph);
    double[] slopes = new double[gradient.length];
    double step = 1e-5;
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = (scoreWith(graph, i, step) - scoreWith(graph, i, -step)) / (2 * step);
    }
    assertArrayEquals(slopes, gradient, 1e-7);
    assertTrue(Math.abs(slopes[0]) > 1e-4, "the test sees a slope");
  }

  private static void setLogVariances(ComputationGraph graph, double... values) {
    graph
        .getLayer("loss")
        .getParam(ContrastiveOutputLayer.logVarianceName())
        .assign(Nd4j.createFromArray(values).reshape(1, values.length));
  }

  private static double[] gradientOf(ComputationGraph graph) {
    graph.setInputs(TestBatches.images(1, DataType.DOUBLE));
    graph.setLabels(TestBatches.labelArray());
    graph.computeGradientAndScore();
    return graph.getGradientsViewArray().dup().data().asDouble();
  }

  private static double scoreWith(ComputationGraph graph, int parameter, double change) {
    double before = graph.params().getDouble(parameter);
    graph.params().putScalar(parameter, before + change);
    gradientOf(graph);
    graph.params().putScalar(parameter, before);
    return graph.score();
  }

  @ParameterizedTest
  @MethodSource("weightings")
  void doesWhatTheLossDoes(Weighting weighting) {
    LocalLoss loss = TestBatches.loss(weighting, true);
    double[] logVariances = {0.3, -0.2, 0.1};
    List<Rows> raw = projections();
    LocalLoss.Result found =
        loss.evaluate(raw, TestBatches.labelMatrix().encode(TestBatches.labels()), logVariances);
    List<UnitRows> unit = raw.stream().map(UnitRows::normalise).toList();
    Evaluation expected =
        loss.loss().evaluate(targets(), unit.stream().map(UnitRows::unit).toList(), logVariances);
    assertEquals(expected.total().total(), found.step().total());
    assertArrayEquals(expected.total().weights(), found.step().weights());
    assertArrayEquals(expected.logVarianceGradients(), found.logVarianceGradients());
    for (int head = 0; head < raw.size(); head++) {
      Rows gradient = unit.get(head).backward(expected.dz().get(head));
      assertArrayEquals(values(gradient), values(found.gradients().get(head)));
    }
  }

  private static List<Targets> targets() {
    List<Targets> targets = new ArrayList<>();
    List<BatchLabels> labels = TestBatches.labels();
    for (int metric = 0; metric < labels.size(); metric++) {
      targets.add(
          Targets.of(
              TestBatches.metrics().get(metric),
              labels.get(metric),
              TestBatches.missing().get(metric),
              TestBatches.VIEWS));
    }
    return targets;
  }

  private static List<Rows> projections() {
    Random random = new Random(4);
    List<Rows> rows = new ArrayList<>();
    for (int head = 0; head < TestBatches.metrics().size(); head++) {
      int count = TestBatches.SAMPLES * TestBatches.VIEWS * TestBatches.COLUMNS;
      rows.add(new Rows.Float64(random.doubles(count, -1, 1).toArray(), TestBatches.COLUMNS));
    }
    return rows;
  }

  private static double[] values(Rows rows) {
    return ((Rows.Float64) rows).values();
  }

  @Test
  void headsComeApartAndTogetherAgain() {
    INDArray matrix = Nd4j.arange(24).castTo(DataType.FLOAT).reshape(4, 6);
    List<Rows> heads = HeadColumns.split(matrix, 3);
    assertEquals(matrix.getDouble(2, 5), heads.get(2).get(2, 1));
    assertEquals(matrix, HeadColumns.join(heads, Nd4j.zeros(DataType.FLOAT, 4, 6)));
  }

  /** The score holds no weight decay, and is no number rather than an exception in a worker. */
  @Test
  void aProjectionThatIsNoNumberShowsInTheScore() {
    LocalLoss loss = TestBatches.loss(new Weighting.Uniform(), true);
    ComputationGraph graph =
        new ComputationGraph(TestBatches.graph(loss, DataType.FLOAT, new Sgd(0.1)));
    graph.init();
    graph.params().putScalar(0, Float.POSITIVE_INFINITY);
    graph.params().putScalar(1, Float.NaN);
    graph.fit(TestBatches.batch(1, DataType.FLOAT));
    assertTrue(Double.isNaN(graph.score()), "score " + graph.score());
  }

  @Test
  void logVariancesMoveByTheirOwnRate() {
    LocalLoss loss = TestBatches.loss(new Weighting.Kendall(), true);
    ComputationGraph graph =
        new ComputationGraph(TestBatches.graph(loss, DataType.DOUBLE, new Sgd(0.0)));
    graph.init();
    double[] gradient = gradientOf(graph);
    graph.fit(TestBatches.batch(1, DataType.DOUBLE));
    Map<String, INDArray> parameters = graph.getLayer("loss").paramTable();
    double[] moved = ContrastiveOutputLayer.logVariances(parameters);
    for (int head = 0; head < 3; head++) {
      double slope = gradient[gradient.length - 3 + head];
      assertEquals(-0.05 * slope, moved[head], 1e-12);
      assertTrue(Math.abs(slope) > 1e-3, "the test sees a slope");
    }
  }
}
