package io.mscon.model.dl4j;

import io.mscon.numeric.Values.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J's library: how it is loaded, and what was loaded. */
public final class Nd4jRuntime {
  private Nd4jRuntime() {}

  /**
   * Loads the library, if it is not loaded yet.
   *
   * @throws IllegalStateException if it cannot be loaded; the message says what is missing
   */
  public static void load() {
    try {
      Nd4j.getBackend();
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "Cannot load ND4J: "
              + root(e)
              + " (put org.nd4j nd4j-native with the classifier of this platform and org.bytedeco"
              + " openblas and javacpp on the classpath, and make the folder of"
              + " org.bytedeco.javacpp.cachedir writable)",
          e);
    }
  }

  /** The outer ones say that a class could not be initialised, the innermost says why. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Versions, backend, precision and threads. */
  static String describe(Precision precision) {
    load();
    NativeOps library = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return "DL4J "
        + version()
        + " on ND4J's "
        + Nd4j.getBackend().getClass().getSimpleName()
        + (library.buildInfo().contains("HAVE_ONEDNN")
            ? " built with oneDNN, "
            : " without oneDNN, ")
        + instructionSet(library.binaryLevel())
        + ", "
        + precision.name().toLowerCase(Locale.ROOT)
        + ", "
        + threads(library.ompGetMaxThreads());
  }

  /** What libnd4j calls binary level. */
  private static String instructionSet(int level) {
    return switch (level) {
      case 2 -> "AVX2";
      case 3 -> "AVX-512";
      default -> "binary level " + level;
    };
  }

  private static String threads(int count) {
    return count == 1 ? "1 thread" : count + " threads";
  }

  private static String version() {
    String file = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
    try (InputStream stream = Nd4jRuntime.class.getResourceAsStream(file)) {
      if (stream == null) {
        return "of unknown version";
      }
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + file + " (rebuild the runtime jar)", e);
    }
  }
}
