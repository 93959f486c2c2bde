package io.mscon.spark.prepare;

import java.util.function.Consumer;

/**
 * How to prepare.
 *
 * @param readAll whether to forget what earlier preparations found out, and to read and decode
 *     every picture
 * @param progress is told how far the preparation is, on threads of Spark's
 */
public record PrepareOptions(boolean readAll, Consumer<PrepareProgress> progress) {
  /** Reads what is new or changed, and tells nobody. */
  public static final PrepareOptions USUAL = new PrepareOptions(false, progress -> {});
}
