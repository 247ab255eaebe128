package org.lanewise.core;

/**
 * How many threads one call may use, the calling thread included.
 *
 * <p>The number never changes a result, only the time it takes: outputs are divided among threads,
 * the sum behind one output never is. Work under a measured size stays on the calling thread.
 *
 * <p>One call works on at most 65 threads; more callers may work at once.
 *
 * @param threads at least 1; 1 means that no other thread is ever touched
 */
public record Parallelism(int threads) {
  /**
   * The most threads that can be asked for; far above it a typing error is likelier than a wish.
   */
  public static final int MAX_THREADS = 1024;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if threads is not in 1 to {@link #MAX_THREADS}
   */
  public Parallelism {
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException(
          "threads is " + threads + ", it must be in 1 to " + MAX_THREADS);
    }
  }

  /** Returns a parallelism of so many threads. */
  public static Parallelism of(int threads) {
    return new Parallelism(threads);
  }

  /** Returns a parallelism of as many threads as this process has processors. */
  public static Parallelism available() {
    return new Parallelism(
        Math.min(MAX_THREADS, Math.max(1, Runtime.getRuntime().availableProcessors())));
  }
}
