package io.mscon.eval.embed;

import io.mscon.run.Storage;

/** Where the Parquet tables of a run are, as Spark wants to be told. */
public final class RunTables {
  private RunTables() {}

  /**
   * The address of a table.
   *
   * @param run the run's folder
   * @param name the table's folder in it
   */
  public static String path(Storage run, String name) {
    String location = run.location();
    // A bare path would be looked up on Hadoop's default file system, which need not be local.
    return (location.startsWith("/") ? "file://" + location : location) + "/" + name;
  }
}
