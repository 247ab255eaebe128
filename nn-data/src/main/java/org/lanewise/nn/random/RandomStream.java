package org.lanewise.nn.random;

/**
 * A named, seeded stream of pseudo-random numbers that is the same on every JDK and processor.
 *
 * <p>The state is one 64-bit counter that advances by an odd constant; each draw is a bijective mix
 * of it (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014). A stream is a function of a seed, a name and a list of indices, so the shuffle of epoch 7
 * is known without drawing the six before it. The JDK's own generators do not promise the same
 * sequence in every release, hence this class.
 *
 * <p>Not thread-safe: each user makes its own.
 */
public final class RandomStream {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /**
   * Returns the stream of a seed with a name and, for a stream of many parts, the part's indices.
   *
   * @param seed the run's seed
   * @param name what the numbers are for, such as {@code "shuffle"}
   * @param indices which part, such as the epoch; streams of different indices are independent
   */
  public static RandomStream of(long seed, String name, long... indices) {
    long key = mix(seed + GAMMA);
    for (int i = 0; i < name.length(); i++) {
      key = mix(key ^ name.charAt(i)) + GAMMA;
    }
    for (long index : indices) {
      key = mix(key ^ mix(index + GAMMA)) + GAMMA;
    }
    return new RandomStream(key);
  }

  /** Mixes 64 bits bijectively, so that neighbouring inputs give unrelated outputs. */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Returns 64 uniform bits that depend on a key and an index alone, so that they may be drawn in
   * any order.
   */
  public static long bits64(long key, int index) {
    return mix(key + index * GAMMA);
  }

  /** Returns the next 64 uniformly distributed bits. */
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /**
   * Returns a uniform integer in {@code [0, bound)}, without bias.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound is " + bound + ", it must be positive");
    }
    // Multiply-shift with rejection (Lemire 2019): the low half decides whether a draw is biased.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** Returns a uniform multiple of 2^-53 in {@code [0, 1)}. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Returns a standard normal deviate (Box and Muller 1958, one of the pair). */
  public double nextGaussian() {
    double radius = Math.sqrt(-2.0 * StrictMath.log(1.0 - nextDouble()));
    return radius * StrictMath.cos(2.0 * Math.PI * nextDouble());
  }

  /** Shuffles an array in place, each order equally likely (Fisher and Yates, Durstenfeld 1964). */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
