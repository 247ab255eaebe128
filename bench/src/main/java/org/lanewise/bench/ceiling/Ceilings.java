package org.lanewise.bench.ceiling;

import org.lanewise.bench.measure.Entry;
import org.lanewise.bench.measure.Pace;

/** The limits of this machine as contestants, and the arithmetic that tells its pace. */
public final class Ceilings {
  /** About a quarter of a millisecond: long enough to time, short beside a slice. */
  private static final int PROBE_ITERATIONS = 60_000;

  private static final int WARM_UP_PROBES = 2_000;

  /** Written so that no result can be dropped as unused. */
  private static volatile double sink;

  private Ceilings() {}

  /** Returns the pace of this machine, its arithmetic compiled already. */
  public static Pace pace() {
    for (int i = 0; i < WARM_UP_PROBES; i++) {
      sink = FloatPeak.run(PROBE_ITERATIONS / 20);
    }
    return new Pace(
        () -> {
          long start = System.nanoTime();
          sink = FloatPeak.run(PROBE_ITERATIONS);
          return System.nanoTime() - start;
        });
  }

  /**
   * Returns the peak of fused multiply-adds.
   *
   * @param cores how many cores the rivals may use; the loop runs on one, and counts so many times
   */
  public static Entry peak(boolean singlePrecision, int cores) {
    return singlePrecision
        ? Entry.ceiling(
            "peak",
            cores * FloatPeak.operations(PROBE_ITERATIONS),
            () -> sink = FloatPeak.run(PROBE_ITERATIONS))
        : Entry.ceiling(
            "peak",
            cores * DoublePeak.operations(PROBE_ITERATIONS),
            () -> sink = DoublePeak.run(PROBE_ITERATIONS));
  }

  /** Returns a copy of one array to another; reading and writing both count. */
  public static Entry copy(float[] from, float[] to) {
    return Entry.ceiling(
        "copy",
        2.0 * Float.BYTES * from.length,
        () -> System.arraycopy(from, 0, to, 0, from.length));
  }

  /** Returns a loop that only reads an array. */
  public static Entry read(float[] from) {
    return Entry.ceiling(
        "read", (double) Float.BYTES * from.length, () -> sink = ReadLoop.run(from));
  }
}
