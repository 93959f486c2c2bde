package io.mscon.spark.cluster;

import io.mscon.config.AddressPassword;
import io.mscon.run.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A folder on any file system that the Hadoop client reaches: local, HDFS, S3A.
 *
 * <p>Local files come without Hadoop's hidden checksum files: those are renamed after the file they
 * belong to, so that a driver killed in between would leave one that nobody can read. What matters
 * in a run has a SHA-256 of its own.
 */
public final class HadoopStorage implements Storage {
  private static final String TEMPORARY = "_temporary-";

  private static final String LOCAL = "file";
  private static final String HDFS = "hdfs";

  private final Path root;
  private final FileSystem files;
  private final String location;

  private HadoopStorage(Path root, FileSystem files, String location) {
    this.root = root;
    this.files = files;
    this.location = location;
  }

  /**
   * Opens a folder; it need not exist.
   *
   * @param location a path or URL; without a scheme, on the default file system of {@code
   *     configuration}
   * @param configuration Hadoop's
   * @throws IOException if its file system can't be reached, or the location holds a password
   */
  public static HadoopStorage open(String location, Configuration configuration)
      throws IOException {
    if (AddressPassword.in(location)) {
      throw new IOException(
          "Cannot use %s: its address holds a password (%s)"
              .formatted(AddressPassword.masked(location), AddressPassword.REMEDY));
    }
    Path path = new Path(location);
    FileSystem files = withoutChecksumFiles(path.getFileSystem(configuration));
    Path root = files.makeQualified(path);
    boolean barePathsAreLocal = LOCAL.equals(FileSystem.getDefaultUri(configuration).getScheme());
    return new HadoopStorage(
        root, files, barePathsAreLocal && isLocal(root) ? root.toUri().getPath() : root.toString());
  }

  private static FileSystem withoutChecksumFiles(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  /** A bare path only where it means the same to everybody who is given it. */
  @Override
  public String location() {
    return location;
  }

  private static boolean isLocal(Path path) {
    return LOCAL.equals(path.toUri().getScheme());
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
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    }
    if (isLocal(temporary)) {
      sync(temporary);
    }
    long written = files.getFileStatus(temporary).getLen();
    if (written != content.length) {
      throw new IOException(
          "Cannot write " + target + ": " + written + " of " + content.length + " bytes arrived");
    }
    replace(temporary, target);
  }

  /** Not every release of Hadoop syncs local files when it is told to. */
  private static void sync(Path written) throws IOException {
    java.nio.file.Path path = java.nio.file.Path.of(written.toUri().getPath());
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * HDFS renames over an existing file only when told so in this way; asked in the other, its name
   * node logs a warning each time. Deleting the old one first would leave a moment without any, and
   * what stands in a lock must never be missing.
   */
  private void replace(Path temporary, Path target) throws IOException {
    if (!HDFS.equals(target.toUri().getScheme()) && files.rename(temporary, target)) {
      return;
    }
    FileContext.getFileContext(target.toUri(), files.getConf())
        .rename(temporary, target, Options.Rename.OVERWRITE);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(resolve(folder))) {
        String name = status.getPath().getName();
        if (!name.startsWith(TEMPORARY) && !isChecksumFile(name)) {
          names.add(name);
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  /** Spark's writers leave them beside their files. */
  private static boolean isChecksumFile(String name) {
    return name.startsWith(".") && name.endsWith(".crc");
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(resolve(path), true);
  }

  private Path resolve(String path) {
    return path.isEmpty() ? root : new Path(root, path);
  }
}
