package io.mscon.spark.prepare;

import io.mscon.data.DatasetManifest.DataFile;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.data.PreparedDataset;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a dataset comes to stand. All is written to a folder beside, which takes the dataset's
 * place when it is complete; the manifest is written last of all. So there is a whole dataset, old
 * or new, or one without a manifest, which nobody opens, whenever the work is interrupted.
 */
final class DatasetFolder {
  private static final List<String> LEFTOVERS =
      List.of(PreparedDataset.SAMPLES, PreparedDataset.REJECTS, PreparedDataset.DESCRIPTION);

  private final Configuration configuration;
  private final FileSystem files;
  private final Path target;
  private final Path work;
  private final Path replaced;
  private final Path rejectsBeside;

  private DatasetFolder(Path target, FileSystem files, Configuration configuration) {
    this.configuration = configuration;
    this.files = files;
    this.target = target;
    work = target.suffix("-preparing");
    replaced = target.suffix("-replaced");
    rejectsBeside = target.suffix("-" + PreparedDataset.REJECTS);
  }

  /**
   * Makes the working folder and clears away what an interrupted preparation left.
   *
   * @throws IOException if the folder holds something that is no dataset
   */
  static DatasetFolder begin(String directory, Configuration configuration) throws IOException {
    Path path = new Path(directory);
    FileSystem files = path.getFileSystem(configuration);
    DatasetFolder folder = new DatasetFolder(files.makeQualified(path), files, configuration);
    folder.recover();
    folder.refuseForeign();
    files.delete(folder.work, true);
    files.mkdirs(folder.dataset());
    return folder;
  }

  private void recover() throws IOException {
    boolean interrupted = files.exists(replaced) && !isDataset();
    if (interrupted) {
      refuseForeign();
      files.delete(target, true);
      rename(replaced, target);
    }
    files.delete(replaced, true);
  }

  private boolean isDataset() throws IOException {
    return files.exists(new Path(target, PreparedDataset.MANIFEST));
  }

  private void refuseForeign() throws IOException {
    if (!files.exists(target) || isDataset()) {
      return;
    }
    boolean leftovers =
        files.getFileStatus(target).isDirectory()
            && Arrays.stream(files.listStatus(target))
                .map(status -> status.getPath().getName())
                .allMatch(name -> LEFTOVERS.contains(name) || name.startsWith("_temporary-"));
    if (!leftovers) {
      throw new IOException(
          "Cannot prepare into "
              + location()
              + ": it holds something else than a dataset (choose another folder, or empty it)");
    }
  }

  /** Folder of what is thrown away in the end. */
  Path index() {
    return new Path(work, "index");
  }

  Path samples() {
    return new Path(dataset(), PreparedDataset.SAMPLES);
  }

  Path rejects() {
    return new Path(dataset(), PreparedDataset.REJECTS);
  }

  private Path dataset() {
    return new Path(work, "dataset");
  }

  FileSystem files() {
    return files;
  }

  String location() throws IOException {
    return HadoopStorage.open(target.toString(), configuration).location();
  }

  /** Spark names its files at random; the same content shall give the same names. */
  void nameShards() throws IOException {
    FileStatus[] parts = files.listStatus(samples());
    Arrays.sort(parts);
    for (int i = 0; i < parts.length; i++) {
      rename(parts[i].getPath(), new Path(samples(), String.format("shard-%05d.parquet", i)));
    }
  }

  /** The shards that were written. */
  List<DataFile> dataFiles() throws IOException {
    return Arrays.stream(files.listStatus(samples()))
        .map(status -> new DataFile(status.getPath().getName(), status.getLen()))
        .sorted(Comparator.comparing(DataFile::name))
        .toList();
  }

  /** The list of a preparation that failed, beside the dataset that stays. */
  Path keepRejects() throws IOException {
    files.delete(rejectsBeside, false);
    rename(rejects(), rejectsBeside);
    return rejectsBeside;
  }

  /** Puts the new dataset in the old one's place. */
  void publish(String manifest) throws IOException {
    if (isDataset()) {
      rename(target, replaced);
    } else {
      files.delete(target, true);
    }
    rename(dataset(), target);
    HadoopStorage.open(target.toString(), configuration)
        .writeText(PreparedDataset.MANIFEST, manifest);
    files.delete(replaced, true);
    files.delete(rejectsBeside, false);
  }

  /** Removes the working folder. */
  void end() throws IOException {
    files.delete(work, true);
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to);
    }
  }
}
