package io.mscon.spark.prepare;

import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.cluster.Moves;
import io.mscon.spark.data.PreparedDataset;
import io.mscon.spark.parquet.RowFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a preparation writes until it is complete, beside the dataset's folder. A stopped one leaves
 * it, and the next one goes on with it:
 *
 * <pre>
 * index/attempt-00001/   what the first pass found out, a file a task
 * dataset/samples/       shards
 * </pre>
 */
final class WorkFolder {
  private static final String ATTEMPT = "attempt-";

  private final FileSystem files;
  private final Path root;
  private Path attempt;

  /**
   * A working folder.
   *
   * @param root where
   * @param files the file system
   */
  WorkFolder(Path root, FileSystem files) {
    this.root = root;
    this.files = files;
  }

  Path root() {
    return root;
  }

  /** The new dataset, but for its manifest. */
  Path dataset() {
    return new Path(root, "dataset");
  }

  /** Where the shards are written. */
  Path samples() {
    return new Path(dataset(), PreparedDataset.SAMPLES);
  }

  /** Where the list of rejects is written. */
  Path rejects() {
    return new Path(dataset(), PreparedDataset.REJECTS);
  }

  /** Where this preparation's index is written. */
  Path index() {
    return attempt;
  }

  /** Makes the folders, and puts what a stopped preparation left to where it is looked for. */
  void begin() throws IOException {
    files.mkdirs(samples());
    int last = attempts().stream().mapToInt(WorkFolder::number).max().orElse(0);
    Path finished = new Path(dataset(), PreparedDataset.INDEX);
    if (files.exists(finished)) {
      last++;
      Moves.move(files, finished, attempt(last));
    }
    for (FileStatus left : files.listStatus(dataset())) {
      if (!left.getPath().getName().equals(PreparedDataset.SAMPLES)) {
        files.delete(left.getPath(), true);
      }
    }
    attempt = attempt(last + 1);
    files.mkdirs(attempt);
  }

  private Path indexes() {
    return new Path(root, PreparedDataset.INDEX);
  }

  private Path attempt(int number) {
    return new Path(indexes(), String.format(Locale.ROOT, ATTEMPT + "%05d", number));
  }

  private static int number(Path attempt) {
    return Integer.parseInt(attempt.getName().substring(ATTEMPT.length()));
  }

  private List<Path> attempts() throws IOException {
    try {
      return Arrays.stream(files.listStatus(indexes()))
          .map(FileStatus::getPath)
          .filter(path -> path.getName().matches(ATTEMPT + "[0-9]{1,9}"))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Indexes that stopped preparations left. */
  List<Path> earlierIndexes() throws IOException {
    return attempts().stream().filter(path -> !path.getName().equals(attempt.getName())).toList();
  }

  /** Once this preparation's index is complete, it holds whatever is still true of the others. */
  void removeEarlierIndexes() throws IOException {
    for (Path earlier : earlierIndexes()) {
      files.delete(earlier, true);
    }
  }

  /**
   * Makes the index part of the new dataset.
   *
   * @param note name of a file to write into it
   * @param text of this file
   * @return where it is now
   */
  Path finish(String note, String text) throws IOException {
    for (FileStatus file : files.listStatus(attempt)) {
      if (file.getPath().getName().startsWith(RowFiles.UNFINISHED)) {
        files.delete(file.getPath(), false);
      }
    }
    HadoopStorage.open(attempt.toString(), files.getConf()).writeText(note, text);
    Path finished = new Path(dataset(), PreparedDataset.INDEX);
    Moves.move(files, attempt, finished);
    return finished;
  }

  /** Removes all but a file. */
  void clear(String kept) throws IOException {
    for (FileStatus file : files.listStatus(root)) {
      if (!file.getPath().getName().equals(kept)) {
        files.delete(file.getPath(), true);
      }
    }
  }

  /** Removes the folder unless another preparation has begun in it. */
  void removeIfEmpty() throws IOException {
    if (files.exists(root) && files.listStatus(root).length == 0) {
      files.delete(root, false);
    }
  }
}
