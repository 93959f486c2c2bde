package io.mscon.spark.train.averaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.data.BatchLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelMatrixTest {
  @Test
  void readsBackWhatWasWritten() {
    LabelMatrix matrix = TestBatches.labelMatrix();
    assertEquals(1 + 4 + 1, matrix.width());
    List<BatchLabels> read = matrix.decode(matrix.encode(TestBatches.labels()));
    BatchLabels.Classes classes = (BatchLabels.Classes) TestBatches.labels().get(0);
    assertArrayEquals(classes.classes(), ((BatchLabels.Classes) read.get(0)).classes());
    BatchLabels.ValueSets sets = (BatchLabels.ValueSets) TestBatches.labels().get(1);
    assertArrayEquals(sets.values(), ((BatchLabels.ValueSets) read.get(1)).values());
    BatchLabels.Numbers numbers = (BatchLabels.Numbers) TestBatches.labels().get(2);
    assertArrayEquals(numbers.numbers(), ((BatchLabels.Numbers) read.get(2)).numbers());
  }
}
