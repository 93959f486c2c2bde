package io.mscon.spark.prepare;

import io.mscon.config.DataConfiguration;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * The share of pictures that may be rejected.
 *
 * @param data holds data.rejects-limit
 */
record RejectLimit(DataConfiguration data) {

  /**
   * Stops a preparation that rejected too much, or found what may not be.
   *
   * @param rejects what was rejected
   * @param entries of so many
   * @param folder where the list is
   */
  void check(RejectList rejects, long entries, DatasetFolder folder) throws IOException {
    checkForbidden(rejects, folder);
    long pictures = rejects.count(RejectKind.PICTURE);
    if (entries > pictures && pictures <= data.rejectsLimit() * entries) {
      return;
    }
    Path list = folder.keepRejects();
    if (entries == 0) {
      throw new TooManyRejectsException(
          "Cannot prepare " + data.source() + ": it holds no picture (set data.source)");
    }
    String first = lines(rejects, RejectKind.PICTURE);
    throw new TooManyRejectsException(
        String.format(
            Locale.ROOT,
            "Cannot prepare %s: %d of %d pictures were rejected (%.1f %%; at most %.1f %%):%n"
                + "  %s%nAll are listed in %s (mend the corpus, or raise data.rejects-limit)",
            data.source(),
            pictures,
            entries,
            100.0 * pictures / entries,
            100 * data.rejectsLimit(),
            first,
            list));
  }

  private void checkForbidden(RejectList rejects, DatasetFolder folder) throws IOException {
    long forbidden = rejects.count(RejectKind.FORBIDDEN_DUPLICATE);
    if (forbidden > 0) {
      throw new DuplicatesException(
          String.format(
              Locale.ROOT,
              "Cannot prepare %s: %d pictures stand twice:%n  %s%nAll are listed in %s (mend the"
                  + " corpus, or set data.duplicates to drop or keep)",
              data.source(),
              forbidden,
              lines(rejects, RejectKind.FORBIDDEN_DUPLICATE),
              folder.keepRejects()));
    }
  }

  private static String lines(RejectList rejects, RejectKind kind) {
    return rejects.first(kind).stream().map(Reject::toString).collect(Collectors.joining("\n  "));
  }
}
