package io.mscon.spark.cluster;

/** Paths for Spark's and Hadoop's readers, which take some characters for wildcards. */
public final class LiteralPaths {
  private LiteralPaths() {}

  /**
   * A path that is taken for this one file or folder even where its name holds wildcards.
   *
   * @param path as it is; writers want it so
   */
  public static String escape(String path) {
    return path.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
  }
}
