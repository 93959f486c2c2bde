package io.mscon.spark.prepare;

import io.mscon.image.ImageRejectedException;
import java.io.IOException;
import java.io.Serializable;

/** Access to the files of a corpus. Whatever is the fault of one file rejects it. */
sealed interface CorpusFiles extends Serializable permits HadoopFiles, LocalFiles {

  /** Local files without Hadoop's client, which takes as long as decoding a small picture. */
  static CorpusFiles of(CorpusFolder folder) {
    return folder.isLocal() ? new LocalFiles(folder.path()) : new HadoopFiles(folder);
  }

  /**
   * Looks at a file.
   *
   * @param file path below the corpus
   * @throws ImageRejectedException if there is none, or one that cannot be reached
   * @throws IOException if the file system fails, which is no fault of the corpus
   */
  FileState state(String file) throws ImageRejectedException, IOException;

  /**
   * Reads a file.
   *
   * @param file path below the corpus
   * @throws ImageRejectedException if there is none, or one that cannot be read
   * @throws IOException if the file system fails, which is no fault of the corpus
   */
  byte[] read(String file) throws ImageRejectedException, IOException;
}
