package io.mscon.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mscon.corpus.CorpusLayout;
import io.mscon.corpus.DatasetVerification;
import io.mscon.corpus.DrawnCorpus;
import io.mscon.corpus.Expectation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What prepare makes of drawn corpora is what their expected.json says. */
class DrawnCorpusTest {
  private static final int PICTURES = 600;

  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({"ZAPPOS50K, zappos50k.conf, 10", "MEDIC, medic.conf, 12"})
  void isPreparedAsExpected(CorpusLayout layout, String file, int rejects) throws IOException {
    Path corpus = temporary.resolve("corpus");
    Expectation expected = DrawnCorpus.write(corpus, layout, 3, PICTURES, true);
    Prepared prepared = Prepared.of(file, corpus, temporary.resolve("dataset"));
    assertEquals(
        List.of(),
        DatasetVerification.differences(
            expected, prepared.data(), prepared.manifest(), prepared.rejectsFile()));
    assertEquals(PICTURES, prepared.summary().pictures());
    assertEquals(rejects, prepared.manifest().rejected());
  }
}
