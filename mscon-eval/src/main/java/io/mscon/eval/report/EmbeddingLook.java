package io.mscon.eval.report;

import io.mscon.eval.report.contents.RunContents;
import io.mscon.eval.report.contents.Settings;
import io.mscon.eval.report.embedding.EmbeddingMap;
import io.mscon.eval.report.embedding.EmbeddingView;
import io.mscon.eval.report.embedding.Neighbours;
import io.mscon.eval.report.embedding.TestFeatures;
import io.mscon.eval.report.embedding.Thumbnails;
import io.mscon.eval.report.html.ReportPage;
import io.mscon.run.Storage;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Looks at where the encoder puts the test pictures.
 *
 * @param spark the session
 * @param contents the run's small files
 * @param run the run's folder
 */
record EmbeddingLook(SparkSession spark, RunContents contents, Storage run) {
  private static final String PIXEL_LIMIT = "data.pixel-limit";
  private static final long MOST_PIXELS = 50_000_000;

  /** With pictures from a dataset's folder. */
  EmbeddingView at(String dataset) throws IOException {
    Optional<TestFeatures> features = TestFeatures.read(spark, run);
    if (features.isEmpty()) {
      // A run that was not probed has none, and the page says that already.
      return EmbeddingView.none(
          contents.probe().isEmpty() ? "" : "There are no features (run mscon probe).");
    }
    TestFeatures test = features.get();
    if (test.ids().size() < EmbeddingMap.LEAST) {
      return EmbeddingView.none("There are too few test pictures to draw a map.");
    }
    if (!test.finite()) {
      return EmbeddingView.none(
          "The features hold numbers that are not finite: the encoder diverged (train it again"
              + " with a lower optimizer.learning-rate).");
    }
    return view(test, dataset);
  }

  private EmbeddingView view(TestFeatures test, String dataset) {
    long seed = Settings.seed(contents.configuration());
    Neighbours neighbours = Neighbours.of(test, seed);
    Map<String, byte[]> pictures = Map.of();
    String problem = "";
    try {
      pictures = pictures(dataset, ReportPage.pictures(contents, neighbours));
    } catch (IOException e) {
      problem = "Without pictures: " + e.getMessage();
    }
    return new EmbeddingView(
        Optional.of(test),
        Optional.of(EmbeddingMap.of(spark, test, seed)),
        Optional.of(neighbours),
        pictures,
        "",
        problem);
  }

  private Map<String, byte[]> pictures(String location, Set<String> ids) throws IOException {
    PreparedDataset dataset = PreparedDataset.open(spark, location);
    String hash = dataset.manifest().contentHash();
    if (contents.probe().isPresent() && !contents.probe().get().datasetContentHash().equals(hash)) {
      throw new IOException(
          "the dataset %s is another one than was probed (give that one with --dataset)"
              .formatted(location));
    }
    long limit =
        contents.configuration().hasPath(PIXEL_LIMIT)
            ? contents.configuration().getLong(PIXEL_LIMIT)
            : MOST_PIXELS;
    return Thumbnails.of(dataset, ids, limit);
  }
}
