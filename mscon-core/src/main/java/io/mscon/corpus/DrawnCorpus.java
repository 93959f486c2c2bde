package io.mscon.corpus;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Writes a corpus of any size in the layout of UT-Zap50K or MEDIC, and beside it, in {@code
 * expected.json}, what prepare has to make of it. The same arguments write the same bytes, with the
 * same release of Java.
 */
public final class DrawnCorpus {
  /** With oddities there have to be enough pictures for the rejects to stay a small share. */
  public static final int LEAST_WITH_ODDITIES = 500;

  private DrawnCorpus() {}

  /**
   * Writes a corpus.
   *
   * @param directory where; made if it is not there
   * @param layout of its folders and tables
   * @param seed which corpus
   * @param pictures how many sound pictures
   * @param oddities whether it also has what is wrong in real ones: damaged files, odd names, rows
   *     without a picture and so on; what is rejected comes on top of the pictures
   * @return what prepare has to make of it
   * @throws FileAlreadyExistsException if the directory holds anything
   * @throws IOException if something cannot be written
   */
  public static Expectation write(
      Path directory, CorpusLayout layout, long seed, int pictures, boolean oddities)
      throws IOException {
    int least = oddities ? LEAST_WITH_ODDITIES : 1;
    if (pictures < least) {
      throw new IllegalArgumentException(
          "Invalid number of pictures: " + pictures + " (must be >= " + least + ")");
    }
    refuseContent(directory);
    CorpusPlan plan =
        switch (layout) {
          case ZAPPOS50K -> ZapposPlan.of(seed, pictures, oddities);
          case MEDIC -> MedicPlan.of(seed, pictures, oddities, false);
          case MEDIC_PHOTOGRAPHS -> MedicPlan.of(seed, pictures, oddities, true);
        };
    CorpusWriter.write(directory, plan);
    return plan.expectation();
  }

  private static void refuseContent(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> content = Files.list(directory)) {
      if (content.findAny().isPresent()) {
        throw new FileAlreadyExistsException(
            directory.toString(), null, "Cannot draw a corpus: the folder is not empty");
      }
    }
  }
}
