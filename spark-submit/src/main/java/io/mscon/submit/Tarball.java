package io.mscon.submit;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Packs files into a tar.gz: the same bytes for the same files, whoever packs them and when. */
final class Tarball implements Closeable {
  private static final int FILE = 0644;
  private static final int PROGRAM = 0755;

  private final TarArchiveOutputStream tar;
  private final String root;
  private final FileTime time;

  /**
   * Begins one.
   *
   * @param out where it goes; closed with the tarball
   * @param root folder that everything is unpacked into
   * @param time of every file
   */
  Tarball(OutputStream out, String root, Instant time) throws IOException {
    tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out), "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    this.root = root;
    this.time = FileTime.from(time);
  }

  /**
   * Adds a file, or all files of a folder in order of their names.
   *
   * @param name in the tarball, below the root
   * @param source where it lies; programs stay programs
   */
  void add(String name, Path source) throws IOException {
    if (Files.isDirectory(source)) {
      for (Path child : children(source)) {
        add(name + "/" + child.getFileName(), child);
      }
      return;
    }
    TarArchiveEntry entry = new TarArchiveEntry(root + "/" + name);
    entry.setSize(Files.size(source));
    entry.setMode(Files.isExecutable(source) ? PROGRAM : FILE);
    entry.setModTime(time);
    tar.putArchiveEntry(entry);
    Files.copy(source, tar);
    tar.closeArchiveEntry();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
