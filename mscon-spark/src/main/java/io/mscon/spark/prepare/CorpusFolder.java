package io.mscon.spark.prepare;

import io.mscon.spark.cluster.LiteralPaths;
import io.mscon.spark.table.TableFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder of the raw corpus, as the driver and the executors reach it.
 *
 * @param root its URL
 * @param configuration Hadoop's
 */
record CorpusFolder(String root, SerializableConfiguration configuration) implements Serializable {

  static CorpusFolder open(String source, Configuration configuration) throws IOException {
    Path path = new Path(source);
    FileSystem files = path.getFileSystem(configuration);
    return new CorpusFolder(
        files.makeQualified(path).toString(), new SerializableConfiguration(configuration));
  }

  FileSystem files() throws IOException {
    return new Path(root).getFileSystem(configuration.value());
  }

  /** Whether it stands on this machine's own file system. */
  boolean isLocal() {
    return "file".equals(new Path(root).toUri().getScheme());
  }

  /** Its path on its file system. */
  String path() {
    return new Path(root).toUri().getPath();
  }

  /** Never parses the relative path as a URL, which a colon in a file's name would make of it. */
  Path resolve(String relative) {
    Path folder = new Path(root);
    String below = folder.toUri().getPath() + Path.SEPARATOR + relative;
    return new Path(folder.toUri().getScheme(), folder.toUri().getAuthority(), below);
  }

  boolean isFolder(String relative) throws IOException {
    try {
      return files().getFileStatus(resolve(relative)).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /**
   * Files of a table, sorted by name. A folder stands for the files in it, but for those that
   * systems put beside (names that begin with a dot or an underscore).
   *
   * @param pattern a path below the folder, or an absolute one or a URL; may have wildcards
   * @throws IOException if the file system fails, or the pattern is none
   */
  List<TableFile> tables(String pattern) throws IOException {
    Path path =
        PictureFiles.isAbsolute(pattern)
            ? new Path(pattern)
            : new Path(LiteralPaths.escape(new Path(root).toString()) + Path.SEPARATOR + pattern);
    FileSystem system = path.getFileSystem(configuration.value());
    FileStatus[] found = system.globStatus(path);
    List<TableFile> tables = new ArrayList<>();
    for (FileStatus status : found == null ? new FileStatus[0] : found) {
      if (status.isFile()) {
        tables.add(table(status));
      } else {
        Arrays.stream(system.listStatus(status.getPath(), CorpusFolder::isShown))
            .filter(FileStatus::isFile)
            .forEach(file -> tables.add(table(file)));
      }
    }
    tables.sort(Comparator.comparing(TableFile::name));
    return tables;
  }

  private static boolean isShown(Path path) {
    return !path.getName().startsWith(".") && !path.getName().startsWith("_");
  }

  private TableFile table(FileStatus file) {
    String location = file.getPath().toString();
    String below = new Path(root) + Path.SEPARATOR;
    return new TableFile(
        location, location.startsWith(below) ? location.substring(below.length()) : location);
  }

  /**
   * Paths of all files in a folder and below, relative to this folder, sorted. Without the owner
   * and permissions that Hadoop's own listing brings: for every local file it starts a process.
   */
  List<String> listFiles(String relative) throws IOException {
    int prefix = path().length() + 1;
    List<String> found = new ArrayList<>();
    FileSystem files = files();
    Deque<Path> folders = new ArrayDeque<>(List.of(resolve(relative)));
    while (!folders.isEmpty()) {
      for (FileStatus status : files.listStatus(folders.remove())) {
        if (status.isDirectory() && !leadsUpwards(status.getPath())) {
          folders.add(status.getPath());
        } else {
          found.add(status.getPath().toUri().getPath().substring(prefix));
        }
      }
    }
    found.sort(null);
    return found;
  }

  /** A link to a folder that it stands in, which listing would never come out of. */
  private boolean leadsUpwards(Path path) throws IOException {
    if (!isLocal()) {
      return false;
    }
    java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
    return Files.isSymbolicLink(local)
        && local.getParent().toRealPath().startsWith(local.toRealPath());
  }
}
