package io.mscon.spark.prepare;

import io.mscon.data.DatasetManifest;
import java.util.List;

/**
 * What a preparation did.
 *
 * @param location the dataset's folder
 * @param manifest its manifest: counts per split and label, rejected pictures
 * @param rejectedLabels labels that could not be read, of pictures that were kept
 * @param keptDuplicates pictures with the bytes of another that were kept
 * @param firstRejects the first lines of the list of rejects
 * @param decoded how many pictures were read and decoded, because nothing was known of them
 * @param unchanged whether the dataset that stood there was left as it is
 */
public record PrepareSummary(
    String location,
    DatasetManifest manifest,
    long rejectedLabels,
    long keptDuplicates,
    List<Reject> firstRejects,
    long decoded,
    boolean unchanged) {

  /** Pictures over all splits. */
  public long pictures() {
    return manifest.splits().values().stream()
        .mapToLong(DatasetManifest.SplitSummary::pictures)
        .sum();
  }

  /** A table for people: pictures and labels per split, then what was rejected. */
  @Override
  public String toString() {
    return SummaryTable.of(this);
  }
}
