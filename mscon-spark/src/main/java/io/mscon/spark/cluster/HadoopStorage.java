package io.mscon.spark.cluster;

import io.mscon.run.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder on any file system that the Hadoop client reaches: local, HDFS, S3A. */
public final class HadoopStorage implements Storage {
  private static final String TEMPORARY = "_temporary-";

  private final Path root;
  private final FileSystem files;

  private HadoopStorage(Path root, FileSystem files) {
    this.root = root;
    this.files = files;
  }

  /**
   * Opens a folder; it need not exist.
   *
   * @param location a path or URL; without a scheme, on the default file system of {@code
   *     configuration}
   * @param configuration Hadoop's
   */
  public static HadoopStorage open(String location, Configuration configuration)
      throws IOException {
    Path path = new Path(location);
    FileSystem files = path.getFileSystem(configuration);
    return new HadoopStorage(files.makeQualified(path), files);
  }

  @Override
  public String location() {
    return root.toUri().getScheme().equals("file") ? root.toUri().getPath() : root.toString();
  }

  @Override
  public boolean exists(String path) throws IOException {
    return files.exists(resolve(path));
  }

  @Override
  public byte[] read(String path) throws IOException {
    try (FSDataInputStream in = files.open(resolve(path))) {
      return in.readAllBytes();
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    Path target = resolve(path);
    Path temporary = new Path(target.getParent(), TEMPORARY + target.getName());
    try (FSDataOutputStream out = files.create(temporary, true)) {
      out.write(content);
    }
    long written = files.getFileStatus(temporary).getLen();
    if (written != content.length) {
      throw new IOException(
          "Cannot write " + target + ": " + written + " of " + content.length + " bytes arrived");
    }
    replace(temporary, target);
  }

  private void replace(Path temporary, Path target) throws IOException {
    if (!files.rename(temporary, target)) {
      files.delete(target, false);
      if (!files.rename(temporary, target)) {
        throw new IOException("Cannot write " + target + ": renaming " + temporary + " failed");
      }
    }
  }

  @Override
  public List<String> list(String folder) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(resolve(folder))) {
        if (!status.getPath().getName().startsWith(TEMPORARY)) {
          names.add(status.getPath().getName());
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(resolve(path), true);
  }

  private Path resolve(String path) {
    return path.isEmpty() ? root : new Path(root, path);
  }
}
