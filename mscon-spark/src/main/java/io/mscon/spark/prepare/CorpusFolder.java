package io.mscon.spark.prepare;

import io.mscon.spark.cluster.LiteralPaths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Files that a pattern below the folder matches, sorted. */
  List<Path> glob(String pattern) throws IOException {
    Path folder = new Path(root);
    Path escaped = new Path(LiteralPaths.escape(folder.toString()) + Path.SEPARATOR + pattern);
    FileStatus[] found = files().globStatus(escaped);
    if (found == null) {
      return List.of();
    }
    return Arrays.stream(found)
        .filter(FileStatus::isFile)
        .map(FileStatus::getPath)
        .sorted()
        .toList();
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
        if (status.isDirectory()) {
          folders.add(status.getPath());
        } else {
          found.add(status.getPath().toUri().getPath().substring(prefix));
        }
      }
    }
    found.sort(null);
    return found;
  }
}
