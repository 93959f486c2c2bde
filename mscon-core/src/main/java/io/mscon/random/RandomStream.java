package io.mscon.random;

/**
 * A counter-based stream of random numbers: the i-th number is a hash of (key, i), and the key is a
 * hash of what the numbers are for.
 *
 * <p>Two streams with the same key are equal wherever and whenever they are read, so an executor, a
 * retry or a resumed run draws what the first attempt drew. The mixing function is the finaliser of
 * SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
 *
 * <p>Not thread-safe; make a stream per use, it costs a few nanoseconds.
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private final long key;
  private long counter;

  private RandomStream(long key) {
    this.key = key;
  }

  /**
   * The stream for one use.
   *
   * @param seed the run's seed
   * @param use what the numbers are for
   * @param coordinates where in the run: epoch, sample, view, ... in an order that the use defines
   */
  public static RandomStream of(long seed, RandomUse use, long... coordinates) {
    long key = mix(seed + GOLDEN_GAMMA * (use.ordinal() + 1L));
    for (long coordinate : coordinates) {
      key = mix(key * GOLDEN_GAMMA + coordinate + GOLDEN_GAMMA);
    }
    return new RandomStream(key);
  }

  /**
   * A 64-bit hash of a sample's id (FNV-1a over its UTF-16 units, then mixed), to be used as a
   * coordinate.
   *
   * @param id a sample's id
   */
  public static long coordinateOf(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  /** The next 64 random bits. */
  public long nextLong() {
    return mix(key + GOLDEN_GAMMA * ++counter);
  }

  /** A number uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * DOUBLE_UNIT;
  }

  /**
   * A number uniform in [low, high).
   *
   * @param low the least value
   * @param high the bound above
   */
  public double nextDouble(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /**
   * An integer uniform in [0, bound).
   *
   * @param bound the bound above, at least 1
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("Invalid bound: " + bound + " (must be at least 1)");
    }
    return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
  }

  /** A standard normal number (Box-Muller; two uniforms each). */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /**
   * A random order of 0 ... size-1 (Fisher-Yates).
   *
   * @param size how many
   */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
