package io.mscon.spark.data;

import io.mscon.model.NetworkSpec;
import io.mscon.model.Weights;
import io.mscon.model.safetensors.EncoderFile;
import io.mscon.spark.cluster.HadoopStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The encoder that a training begins with, from a safetensors file on any file system. */
public final class InitialEncoder {
  private InitialEncoder() {}

  /**
   * Puts a file's encoder in the place of a drawn one.
   *
   * @param file path or URL
   * @param network shape of the network
   * @param drawn weights of the whole network
   * @param configuration Hadoop's
   * @return the encoder of the file, the heads as drawn
   * @throws IOException naming the file and everything that does not fit
   */
  public static Weights read(
      String file, NetworkSpec network, Weights drawn, Configuration configuration)
      throws IOException {
    try {
      return EncoderFile.read(bytes(new Path(file), configuration), network, drawn);
    } catch (FileNotFoundException e) {
      throw new IOException("Cannot read model.initial-weights: there is no file " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "Cannot use model.initial-weights: "
              + file
              + ": "
              + e.getMessage()
              + " (give an encoder of the shape of model.encoder, model.stem and model.width)",
          e);
    }
  }

  private static byte[] bytes(Path file, Configuration configuration) throws IOException {
    Path folder = file.getParent() == null ? new Path(Path.CUR_DIR) : file.getParent();
    return HadoopStorage.open(folder.toString(), configuration).read(file.getName());
  }
}
