package io.mscon.spark.prepare;

import io.mscon.spark.prepare.PrepareProgress.Stage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts what is done, and tells somebody. */
final class Progress {
  private static final double NANOS = 1e9;

  private final Consumer<PrepareProgress> listener;
  private final LongSupplier clock;
  private Stage stage = Stage.CHECK;
  private long total;
  private long began;
  private long done;
  private long rejected;

  /**
   * Makes a count.
   *
   * @param listener is told of every change
   * @param clock in nanoseconds
   */
  Progress(Consumer<PrepareProgress> listener, LongSupplier clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** Begins a stage. */
  synchronized void begin(Stage next, long pictures) {
    stage = next;
    total = pictures;
    done = 0;
    began = clock.getAsLong();
    tell();
  }

  /** Counts pictures. */
  synchronized void add(long pictures, long rejectedOfThem) {
    done += pictures;
    rejected += rejectedOfThem;
    tell();
  }

  private void tell() {
    double speed = done / Math.max(1e-3, (clock.getAsLong() - began) / NANOS);
    double left = done == 0 ? Double.NaN : (total - done) / speed;
    listener.accept(new PrepareProgress(stage, done, total, rejected, speed, left));
  }
}
