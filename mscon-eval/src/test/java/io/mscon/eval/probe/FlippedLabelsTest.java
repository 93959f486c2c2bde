package io.mscon.eval.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.mscon.eval.LocalSpark;
import io.mscon.run.RunFiles;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlippedLabelsTest {
  @TempDir Path folder;

  @Test
  void theAreaIsTheShareOfPairsInWhichTheFlippedIsLarger() {
    assertEquals(1, area(new double[] {3, 2}, 1, 0, -1));
    assertEquals(0, area(new double[] {-3, -2}, 1, 0, -1));
    assertEquals(0.5, area(new double[] {1, 1}, 1, 1));
    // 4 beats all three, 2 beats one and ties with one.
    assertEquals(4.5 / 6, area(new double[] {4, 2}, 3, 2, 1));
  }

  @Test
  void withoutOneOfBothKindsThereIsNoArea() {
    FlippedLabels none = FlippedLabels.of("m", new double[0], new double[] {1, 3});
    assertNull(none.areaUnderCurve());
    assertNull(none.flippedMean());
    assertEquals(2, none.othersMean());
    assertEquals(
        "m: u finds 0 flipped labels of 2 with an area under the ROC curve of – (mean u –, of the"
            + " others 2.000)",
        none.toString());
    assertNull(FlippedLabels.of("m", new double[] {1}, new double[0]).areaUnderCurve());
  }

  @Test
  void theOrderOfThePicturesChangesNoBit() {
    FlippedLabels one =
        FlippedLabels.of("m", new double[] {0.1, 1e9, -0.3}, new double[] {0.7, 1e-9, 0.2});
    assertEquals(
        one, FlippedLabels.of("m", new double[] {-0.3, 0.1, 1e9}, new double[] {0.2, 0.7, 1e-9}));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Storage run =
        HadoopStorage.open(
            folder.toString(), LocalSpark.session().sparkContext().hadoopConfiguration());
    assertEquals("", FlippedLabels.lines(run));
    List<FlippedLabels> metrics =
        List.of(
            FlippedLabels.of("m", new double[] {2}, new double[] {1}),
            FlippedLabels.of("n", new double[0], new double[] {1}));
    FlippedLabels.write(run, metrics);
    assertEquals(metrics, FlippedLabels.read(run));
    assertEquals("\n" + metrics.get(0) + "\n" + metrics.get(1), FlippedLabels.lines(run));
    run.delete(RunFiles.UNCERTAINTY);
  }

  private static double area(double[] flipped, double... others) {
    return FlippedLabels.of("m", flipped, others).areaUnderCurve();
  }
}
