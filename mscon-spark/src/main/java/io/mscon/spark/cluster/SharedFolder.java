package io.mscon.spark.cluster;

import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.spark.SparkEnv;

/**
 * A folder through which the JVMs of the driver's host pass bytes to each other; the operating
 * system keeps its files in memory. On other hosts, and in containers with files of their own, it
 * does not exist and nothing can be had from it.
 *
 * <p>Files are written over step after step, because memory that a process has already costs much
 * less than fresh memory, in virtual machines above all. So a file says in its head whose bytes it
 * holds. Who reads one while a task that outlived its step writes it gets torn bytes: they need a
 * checksum of their own.
 *
 * @param path of the folder on the driver's host
 */
record SharedFolder(String path) implements Serializable {
  private static final int HEAD_BYTES = 2 * Long.BYTES;

  /** Java copies what it writes to a file out of the heap first, a chunk at a time. */
  private static final int CHUNK_BYTES = 1 << 19;

  /**
   * Makes one among Spark's local files, which go with the application. To be called on the driver.
   *
   * @param name that no other folder of the application has
   * @throws IOException if there is no place for it
   */
  static SharedFolder make(String name) throws IOException {
    File place = SparkEnv.get().blockManager().diskBlockManager().localDirs()[0];
    Path folder = place.toPath().resolve(name);
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new SharedFolder(folder.toString());
  }

  /** Whether it is seen from here. */
  boolean exists() {
    return Files.isDirectory(Path.of(path));
  }

  /**
   * Leaves bytes in a file, in the place of what it held, as they are made.
   *
   * @param length of all of them
   * @param writer makes them
   * @throws IllegalStateException if they are not so many
   */
  void write(BlockExchange.Address address, long length, BlockExchange.Writer writer)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(file(address), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(HEAD_BYTES + length);
      head(file, -1, length);
      file.position(HEAD_BYTES);
      writer.write(bytes -> fully(file, bytes));
      if (file.position() != HEAD_BYTES + length) {
        throw new IllegalStateException(
            "Cannot leave %s: %d bytes were written (must be %d)"
                .formatted(address.slot(), file.position() - HEAD_BYTES, length));
      }
      file.position(0);
      head(file, address.key(), length);
    }
  }

  /** Reads what was left under an address; empty if it is not here. */
  <T> Optional<T> read(BlockExchange.Address address, BlockExchange.Reader<T> reader)
      throws IOException {
    try (InputStream file = new FileInputStream(file(address).toFile())) {
      DataInputStream head = new DataInputStream(file);
      boolean isHere = file.available() >= HEAD_BYTES && head.readLong() == address.key();
      if (!isHere || head.readLong() != file.available()) {
        return Optional.empty();
      }
      return Optional.of(reader.read(file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Removes it with its files. */
  void delete() throws IOException {
    Path folder = Path.of(path);
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  private static void head(FileChannel file, long key, long length) throws IOException {
    fully(file, ByteBuffer.allocate(HEAD_BYTES).putLong(key).putLong(length).flip());
  }

  private static void fully(FileChannel file, ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + CHUNK_BYTES));
      file.write(bytes);
    }
  }

  private Path file(BlockExchange.Address address) {
    return Path.of(path, address.slot());
  }
}
