package io.mscon.benchmark;

/**
 * Speed of decoding with some threads: medians over passes through all pictures.
 *
 * @param threads that shared the pictures
 * @param pictures of a pass
 * @param seconds of a pass, by the clock on the wall
 * @param processorSeconds of a pass, of all threads together; the collector's own are not among
 *     them
 */
public record DecodeSpeed(int threads, int pictures, double seconds, double processorSeconds) {
  /** Of all threads together. */
  public double picturesPerSecond() {
    return pictures / seconds;
  }

  /** Of one of the threads. */
  public double picturesPerSecondAndThread() {
    return picturesPerSecond() / threads;
  }

  /** Processor time of a picture. */
  public double processorMilliseconds() {
    return 1000 * processorSeconds / pictures;
  }
}
