package io.mscon.loss.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscon.data.BatchLabels;
import io.mscon.data.Metric;
import io.mscon.data.MissingLabels;
import io.mscon.data.SetMatch;
import io.mscon.loss.BruteForceLoss;
import io.mscon.loss.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenFileTest {
  private static final int SAMPLES = 6;
  private static final int COLUMNS = 3;
  private static final List<String> MODES =
      List.of("equal", "any", "jaccard", "per_value", "gauss");
  private static final List<Metric> METRICS =
      List.of(
          new Metric.Categorical("a"),
          new Metric.MultiValued("b", SetMatch.ANY),
          new Metric.MultiValued("c", SetMatch.JACCARD),
          new Metric.MultiValued("d", SetMatch.PER_VALUE),
          new Metric.Continuous("e", 4));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(MissingLabels.class)
  void everyKindOfLabelInOneFileIsUnderstood(MissingLabels missing) throws IOException {
    for (int views = 1; views <= 2; views++) {
      for (Reduction reduction : Reduction.values()) {
        Path file = write(missing, views, reduction);
        for (Precision precision : Precision.values()) {
          FileResult result = new LossVerification(precision).verify(GoldenFile.read(file));
          assertEquals(5 + 2, result.checks().size());
          assertTrue(result.passed(), () -> missing + " " + reduction + " " + result.checks());
        }
      }
    }
  }

  @Test
  void missingFieldIsNamed() throws IOException {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, "{\"x\": [], \"labels\": [], \"expected\": {}}");
    Exception error = assertThrows(IllegalArgumentException.class, () -> GoldenFile.read(file));
    assertTrue(error.getMessage().startsWith("it has no tau"), error.getMessage());
  }

  private Path write(MissingLabels missing, int views, Reduction reduction) throws IOException {
    Random random = new Random(views);
    List<double[][]> unit = new ArrayList<>();
    METRICS.forEach(metric -> unit.add(unitRows(views, random)));
    List<BruteForceLoss> expected = new ArrayList<>();
    for (int c = 0; c < METRICS.size(); c++) {
      expected.add(
          new BruteForceLoss(
              METRICS.get(c), labels(c), missing, views, unit.get(c), 0.2, 1.5, reduction));
    }
    Map<String, Object> total =
        Map.of(
            "total",
            expected.stream().mapToDouble(loss -> loss.loss).sum(),
            "dz",
            expected.stream().map(loss -> loss.dz).toList());
    Map<String, Object> results =
        Map.of(
            "loss", numbers(expected.stream().mapToDouble(loss -> loss.loss)),
            "n_anchor", numbers(expected.stream().mapToDouble(BruteForceLoss::anchors)),
            "target_entropy", numbers(expected.stream().mapToDouble(loss -> loss.targetEntropy)),
            "kl", numbers(expected.stream().mapToDouble(loss -> loss.loss - loss.targetEntropy)),
            "softmax_entropy", numbers(expected.stream().mapToDouble(loss -> loss.softmaxEntropy)),
            "totals", Map.of("sum", total));
    Map<String, Object> root =
        Map.of(
            "x",
            unit.stream().map(rows -> byView(rows, views)).toList(),
            "labels",
            jsonLabels(),
            "tau",
            0.2,
            "scale",
            1.5,
            "mode",
            MODES,
            "missing",
            missing.name().toLowerCase(Locale.ROOT),
            "reduction",
            reduction.name().toLowerCase(Locale.ROOT),
            "bandwidth",
            4,
            "expected",
            results);
    Path file = folder.resolve("mixed.json");
    new ObjectMapper().writeValue(file.toFile(), root);
    return file;
  }

  private static double[] numbers(DoubleStream stream) {
    return stream.toArray();
  }

  private static double[][][] byView(double[][] rows, int views) {
    double[][][] nested = new double[views][][];
    for (int view = 0; view < views; view++) {
      nested[view] = Arrays.copyOfRange(rows, view * SAMPLES, (view + 1) * SAMPLES);
    }
    return nested;
  }

  private static double[][] unitRows(int views, Random random) {
    double[][] rows = new double[views * SAMPLES][];
    for (int i = 0; i < rows.length; i++) {
      double[] raw = random.doubles(COLUMNS, -1, 1).toArray();
      double length = Math.sqrt(Arrays.stream(raw).map(value -> value * value).sum());
      rows[i] = Arrays.stream(raw).map(value -> value / length).toArray();
    }
    return rows;
  }

  private static BatchLabels labels(int metric) {
    return switch (metric) {
      case 0 -> new BatchLabels.Classes(new int[] {0, 1, -1, 0, 1, 0});
      case 4 -> new BatchLabels.Numbers(new double[] {1, 2.5, Double.NaN, 7, 1, 30});
      default -> new BatchLabels.ValueSets(new int[][] {{0, 1}, {1}, null, {}, {2, 0}, {3}});
    };
  }

  private static List<List<Object>> jsonLabels() {
    List<Object> sets =
        Stream.of(
                List.of("wool", "silk"),
                List.of("silk"),
                null,
                List.of(),
                List.of(7, "wool"),
                List.of("jute"))
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    return List.of(
        Arrays.asList("red", "blue", null, "red", "blue", "red"),
        sets,
        sets,
        sets,
        Arrays.asList(1, 2.5, null, 7.0, 1.0, 30));
  }
}
