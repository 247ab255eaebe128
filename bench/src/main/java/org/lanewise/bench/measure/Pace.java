package org.lanewise.bench.measure;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Tells by a fixed piece of arithmetic whether the machine keeps its pace.
 *
 * <p>The arithmetic touches no memory, so only the processor's clock and whoever else runs on it
 * change its time. The best of the recent times is the measure, not the best ever: a machine that
 * has become slower for good is slower for every rival alike.
 */
public final class Pace {
  /** A slice is dropped if the arithmetic beside it took longer than the best by this factor. */
  static final double TOLERANCE = 1.15;

  private static final int REMEMBERED = 48;

  private final LongSupplier arithmetic;
  private final long[] recent = new long[REMEMBERED];
  private int count;

  /**
   * Watches a machine.
   *
   * @param arithmetic does the fixed work and returns the nanoseconds it took
   */
  public Pace(LongSupplier arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** Does the arithmetic and returns its nanoseconds. */
  public long probe() {
    long nanos = arithmetic.getAsLong();
    recent[count++ % REMEMBERED] = nanos;
    return nanos;
  }

  /** Returns whether a time is close to the best of the recent ones. */
  public boolean isSteady(long nanos) {
    long best = Arrays.stream(recent, 0, Math.min(count, REMEMBERED)).min().orElse(nanos);
    return nanos <= TOLERANCE * best;
  }
}
