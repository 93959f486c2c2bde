package io.mscon.image.demo;

import io.mscon.image.JpegEncoder;
import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a corpus of drawn shoes in exactly the layout of UT-Zap50K (Yu and Grauman 2014,
 * "Fine-grained visual comparisons with local learning"):
 *
 * <pre>
 * ut-zap50k-images-square/&lt;Category&gt;/&lt;SubCategory&gt;/&lt;Brand&gt;/&lt;product&gt;.&lt;colour&gt;.jpg
 * ut-zap50k-data/meta-data.csv
 * </pre>
 *
 * <p>Category, closure, gender, heel height and material show in the picture and stand in the
 * table. The brand shows too, as a mark and in the sole, but stands only in the path, as in
 * UT-Zap50K: it is the label never trained on.
 *
 * <p>The same seed writes the same bytes, with the same release of Java.
 */
public final class DemoCorpus {
  /** As many pictures as fit a coffee break: a few minutes of training on two cores. */
  public static final int DEFAULT_PICTURES = 2_000;

  private static final String PICTURES = "ut-zap50k-images-square";
  private static final String TABLE_FOLDER = "ut-zap50k-data";
  private static final String TABLE = "meta-data.csv";
  private static final int LABELS = 0;
  private static final int CELLS = 8;

  private DemoCorpus() {}

  /**
   * Writes a corpus. The table is written last: where it stands, the corpus is complete.
   *
   * @param directory where; made if it is not there
   * @param seed which corpus
   * @param pictures how many pictures, at least 1
   * @throws FileAlreadyExistsException if the directory holds a corpus already
   * @throws IOException if something cannot be written
   */
  public static void write(Path directory, long seed, int pictures) throws IOException {
    if (pictures < 1) {
      throw new IllegalArgumentException(
          "Invalid number of pictures: " + pictures + " (must be >= 1)");
    }
    refuseExisting(directory.resolve(PICTURES));
    refuseExisting(directory.resolve(TABLE_FOLDER));
    List<String> lines = new ArrayList<>();
    lines.add(MetaDataTable.HEADER);
    lines.addAll(writePictures(directory.resolve(PICTURES), seed, pictures));
    writeTable(directory.resolve(TABLE_FOLDER), lines);
  }

  private static void refuseExisting(Path path) throws FileAlreadyExistsException {
    if (Files.exists(path)) {
      throw new FileAlreadyExistsException(
          path.toString(), null, "Cannot write the demo corpus: remove this folder first");
    }
  }

  /** Returns the rows of the table. */
  private static List<String> writePictures(Path directory, long seed, int pictures)
      throws IOException {
    Photographer photographer = new Photographer(seed);
    List<String> rows = new ArrayList<>();
    Set<Path> folders = new HashSet<>();
    try (JpegEncoder encoder = new JpegEncoder(DemoKnobs.JPEG_QUALITY)) {
      for (int i = 0; i < pictures; i++) {
        DemoShoe shoe = DemoShoe.draw(labelStream(seed, i), i);
        Path file = place(directory, shoe);
        if (folders.add(file.getParent())) {
          Files.createDirectories(file.getParent());
        }
        Files.write(file, encoder.encode(photographer.picture(shoe, i)));
        rows.add(MetaDataTable.row(shoe, stream(seed, i, CELLS)));
      }
    }
    return rows;
  }

  /** What a picture's labels are drawn from. */
  static RandomStream labelStream(long seed, int index) {
    return stream(seed, index, LABELS);
  }

  private static RandomStream stream(long seed, int index, int use) {
    return RandomStream.of(seed, RandomUse.DEMO_CORPUS, index, use);
  }

  private static Path place(Path directory, DemoShoe shoe) {
    return directory
        .resolve(shoe.category().label())
        .resolve(shoe.subCategory())
        .resolve(shoe.brand().label())
        .resolve(shoe.fileName());
  }

  private static void writeTable(Path directory, List<String> lines) throws IOException {
    Files.createDirectories(directory);
    Path unfinished = directory.resolve(TABLE + ".tmp");
    Files.writeString(unfinished, String.join("\n", lines) + "\n");
    Files.move(unfinished, directory.resolve(TABLE), StandardCopyOption.ATOMIC_MOVE);
  }
}
