package io.mscon.spark.prepare;

import io.mscon.image.ImageRejectedException;
import io.mscon.spark.prepare.FileState.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * Files on anything that the Hadoop client reaches.
 *
 * @param folder of the corpus
 */
record HadoopFiles(CorpusFolder folder) implements CorpusFiles {

  @Override
  public FileState state(String file) throws ImageRejectedException, IOException {
    return on(
        file,
        (files, path) -> {
          FileStatus status = files.getFileStatus(path);
          Kind kind = status.isDirectory() ? Kind.FOLDER : Kind.FILE;
          return new FileState(status.getLen(), status.getModificationTime(), kind);
        });
  }

  @Override
  public byte[] read(String file) throws ImageRejectedException, IOException {
    return on(
        file,
        (files, path) -> {
          try (FSDataInputStream in = files.open(path)) {
            return in.readAllBytes();
          }
        });
  }

  private interface Work<T> {
    T on(FileSystem files, Path path) throws IOException;
  }

  private <T> T on(String file, Work<T> work) throws ImageRejectedException, IOException {
    Path path = folder.resolve(file);
    FileSystem files = folder.files();
    try {
      return work.on(files, path);
    } catch (FileNotFoundException e) {
      String reason = files.exists(path) ? "cannot be opened: " + e.getMessage() : "no such file";
      throw new ImageRejectedException(reason, e);
    } catch (AccessControlException e) {
      throw new ImageRejectedException("permission denied", e);
    } catch (IOException e) {
      throw new IOException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
