package io.mscon.spark.table;

import java.io.IOException;

/**
 * Thrown when a file is no table that can be trusted; the message says where, why and what to do.
 */
final class TableFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean inLine;

  /**
   * A fault of a file.
   *
   * @param reason for people, with the remedy
   */
  TableFault(String reason) {
    super(reason);
    inLine = false;
  }

  /**
   * A fault of a line.
   *
   * @param line its number from 1
   * @param reason for people, with the remedy
   */
  TableFault(long line, String reason) {
    super("line " + line + ": " + reason);
    inLine = true;
  }

  /** The whole message about a file. */
  String about(String file) {
    return "Cannot prepare " + file + (inLine ? ", " : ": ") + getMessage();
  }
}
