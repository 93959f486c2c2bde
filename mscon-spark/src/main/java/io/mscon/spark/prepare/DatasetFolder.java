package io.mscon.spark.prepare;

import io.mscon.data.DatasetManifest;
import io.mscon.data.DatasetManifest.DataFile;
import io.mscon.run.LockedWork;
import io.mscon.run.RunFiles;
import io.mscon.run.RunLock;
import io.mscon.run.Storage;
import io.mscon.spark.cluster.HadoopStorage;
import io.mscon.spark.cluster.Moves;
import io.mscon.spark.data.PreparedDataset;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a dataset comes to stand. All is written to a folder beside, which takes the dataset's
 * place when it is complete; the manifest is written last of all. So there is a whole dataset, old
 * or new, or one without a manifest, which nobody opens, whenever the work is interrupted.
 *
 * <p>One preparation at a time: a lock in the folder beside keeps others out.
 */
final class DatasetFolder implements AutoCloseable {
  private static final List<String> LEFTOVERS =
      List.of(
          PreparedDataset.SAMPLES,
          PreparedDataset.REJECTS,
          PreparedDataset.INDEX,
          PreparedDataset.DESCRIPTION);

  /** In the index: what the dataset was made of. */
  private static final String INPUTS = "_inputs";

  private final FileSystem files;
  private final Path target;
  private final Path replaced;
  private final Path rejectsBeside;
  private final Storage dataset;
  private final WorkFolder work;
  private final RunLock lock;
  private boolean complete;

  private DatasetFolder(
      Path target, FileSystem files, Storage dataset, WorkFolder work, RunLock lock) {
    this.files = files;
    this.target = target;
    this.dataset = dataset;
    this.work = work;
    this.lock = lock;
    replaced = target.suffix("-replaced");
    rejectsBeside = target.suffix("-" + PreparedDataset.REJECTS);
  }

  /** Takes the lock of a working folder. */
  interface Locking {
    /** As trainings do it. */
    Locking USUAL = folder -> RunLock.acquire(folder, LockedWork.PREPARATION);

    RunLock acquire(Storage folder) throws IOException;
  }

  /**
   * Makes the working folder, or takes it over from a preparation that was stopped.
   *
   * @param directory of the dataset
   * @param configuration Hadoop's
   * @param locking takes the lock
   * @throws IOException if the folder holds something that is no dataset, or another driver
   *     prepares it
   */
  static DatasetFolder begin(String directory, Configuration configuration, Locking locking)
      throws IOException {
    Path path = new Path(directory);
    FileSystem files = path.getFileSystem(configuration);
    Path target = files.makeQualified(path);
    Storage dataset = HadoopStorage.open(target.toString(), configuration);
    refuseForeign(target, files, dataset);
    WorkFolder work = new WorkFolder(target.suffix("-preparing"), files);
    RunLock lock = locking.acquire(HadoopStorage.open(work.root().toString(), configuration));
    DatasetFolder folder = new DatasetFolder(target, files, dataset, work, lock);
    try {
      folder.recover();
      work.begin();
      return folder;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void refuseForeign(Path target, FileSystem files, Storage dataset)
      throws IOException {
    if (!files.exists(target) || dataset.exists(PreparedDataset.MANIFEST)) {
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
              + dataset.location()
              + ": it holds something else than a dataset (choose another folder, or empty it)");
    }
  }

  /** A dataset that came to its place but got no manifest goes back to where it was made. */
  private void recover() throws IOException {
    if (isDataset()) {
      files.delete(replaced, true);
      return;
    }
    if (files.exists(target)) {
      refuseForeign(target, files, dataset);
      files.delete(work.dataset(), true);
      Moves.move(files, target, work.dataset());
    }
    if (files.exists(replaced)) {
      Moves.move(files, replaced, target);
    }
  }

  private boolean isDataset() throws IOException {
    return dataset.exists(PreparedDataset.MANIFEST);
  }

  /** Where all is written. */
  WorkFolder work() {
    return work;
  }

  FileSystem files() {
    return files;
  }

  String location() {
    return dataset.location();
  }

  /** Indexes of the dataset that stands here and of preparations that were stopped. */
  List<Path> earlierIndexes() throws IOException {
    List<Path> indexes = new ArrayList<>(work.earlierIndexes());
    Path published = new Path(target, PreparedDataset.INDEX);
    if (files.exists(published)) {
      indexes.add(published);
    }
    return indexes;
  }

  /** The dataset that stands here, if it is whole and was made of the same. */
  Optional<DatasetManifest> unchanged(String inputs) throws IOException {
    if (!isDataset() || !inputs.equals(inputsOfDataset())) {
      return Optional.empty();
    }
    DatasetManifest manifest = DatasetManifest.fromJson(dataset.readText(PreparedDataset.MANIFEST));
    boolean whole =
        dataset.exists(PreparedDataset.REJECTS)
            && manifest.files().equals(dataFiles(new Path(target, PreparedDataset.SAMPLES)));
    return whole ? Optional.of(manifest) : Optional.empty();
  }

  /** The list of the dataset that stands here. */
  RejectList rejects() throws IOException {
    try (InputStream in = files.open(new Path(target, PreparedDataset.REJECTS))) {
      return RejectList.read(in);
    }
  }

  private String inputsOfDataset() throws IOException {
    try {
      return dataset.readText(PreparedDataset.INDEX + "/" + INPUTS);
    } catch (FileNotFoundException e) {
      return "";
    }
  }

  /** The shards that were written. */
  List<DataFile> dataFiles() throws IOException {
    return dataFiles(work.samples());
  }

  private List<DataFile> dataFiles(Path samples) throws IOException {
    try {
      return Arrays.stream(files.listStatus(samples))
          .map(status -> new DataFile(status.getPath().getName(), status.getLen()))
          .sorted(Comparator.comparing(DataFile::name))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** The list of a preparation that failed, beside the dataset that stays. */
  Path keepRejects() throws IOException {
    files.delete(rejectsBeside, false);
    Moves.move(files, work.rejects(), rejectsBeside);
    return rejectsBeside;
  }

  /** Puts the new dataset in the old one's place. */
  void publish(String inputs, String manifest) throws IOException {
    lock.requireHeld();
    work.finish(INPUTS, inputs);
    if (isDataset()) {
      Moves.move(files, target, replaced);
    }
    Moves.move(files, work.dataset(), target);
    dataset.writeText(PreparedDataset.MANIFEST, manifest);
    files.delete(replaced, true);
    files.delete(rejectsBeside, false);
    complete = true;
  }

  /** Leaves the dataset as it is, but for what is known of the corpus' files. */
  void keep(boolean newIndex, String inputs) throws IOException {
    lock.requireHeld();
    if (newIndex) {
      Path index = work.finish(INPUTS, inputs);
      Path published = new Path(target, PreparedDataset.INDEX);
      files.delete(published, true);
      Moves.move(files, index, published);
    }
    complete = true;
  }

  /** Lets others in. What was not completed stays for the next preparation. */
  @Override
  public void close() throws IOException {
    if (!complete) {
      lock.close();
      return;
    }
    lock.endBeats();
    work.clear(RunFiles.LOCK);
    lock.close();
    work.removeIfEmpty();
  }
}
