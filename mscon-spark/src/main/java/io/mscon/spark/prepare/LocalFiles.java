package io.mscon.spark.prepare;

import io.mscon.image.ImageRejectedException;
import io.mscon.spark.prepare.FileState.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Files of this machine.
 *
 * @param root the corpus' path on this machine
 */
record LocalFiles(String root) implements CorpusFiles {

  @Override
  public FileState state(String file) throws ImageRejectedException, IOException {
    BasicFileAttributes found =
        on(file, path -> Files.readAttributes(path, BasicFileAttributes.class));
    checkLinks(file);
    return new FileState(found.size(), found.lastModifiedTime().toMillis(), kind(found));
  }

  /** Symbolic links on the way there may lead around in the corpus, not out of it. */
  private void checkLinks(String file) throws ImageRejectedException, IOException {
    Path path = Path.of(root, file);
    Path real = on(file, Path::toRealPath);
    if (!real.equals(path) && !real.startsWith(Path.of(root).toRealPath())) {
      throw new ImageRejectedException("a symbolic link leads out of the corpus, to " + real);
    }
  }

  private static Kind kind(BasicFileAttributes found) {
    if (found.isDirectory()) {
      return Kind.FOLDER;
    }
    return found.isRegularFile() ? Kind.FILE : Kind.OTHER;
  }

  @Override
  public byte[] read(String file) throws ImageRejectedException, IOException {
    return on(file, Files::readAllBytes);
  }

  private interface Work<T> {
    T on(Path path) throws IOException;
  }

  private <T> T on(String file, Work<T> work) throws ImageRejectedException, IOException {
    Path path = Path.of(root, file);
    try {
      return work.on(path);
    } catch (NoSuchFileException e) {
      throw new ImageRejectedException("no such file", e);
    } catch (AccessDeniedException e) {
      throw new ImageRejectedException("permission denied", e);
    } catch (FileSystemException e) {
      if (!Files.exists(path)) {
        // Such as a path that goes through a file, or a name that is too long.
        throw new ImageRejectedException("no such file: " + e.getReason(), e);
      }
      throw failed(path, e);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private static IOException failed(Path path, IOException cause) {
    return new IOException("Cannot read " + path + ": " + cause.getMessage(), cause);
  }
}
