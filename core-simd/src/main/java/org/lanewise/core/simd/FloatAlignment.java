package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.ref.WeakReference;
import jdk.incubator.vector.FloatVector;

/**
 * Knows from which index of an array a vector's load does not split a cache line.
 *
 * <p>The virtual machine aligns arrays to 8 bytes and tells nobody their address, so that in seven
 * of eight arrays each 64-byte load takes two accesses to the cache; with its panels of B in such
 * an array the product is 5 to 10 % slower. What an address cannot tell, time can: of the eight
 * indices at which a line may begin, one reads almost twice as fast as the others. An answer is
 * asked again after a garbage collection, which may have moved the array. Only speed depends on it,
 * never a result.
 */
final class FloatAlignment {
  /** Indices between the beginnings of two lines: every answer is below it. */
  static final int LINE = 64 * Byte.SIZE / FloatSpecies.LANE_BITS;

  /** Indices between two places where a line may begin, 8 bytes apart. */
  private static final int GRAIN = 64 / FloatSpecies.LANE_BITS;

  /** Values that a watched array must have. */
  static final int SMALLEST = 64 * LANES + LINE;

  private static final int TRIES = 5;

  /** Short reads before the first measured one: enough for the compiler to have noticed them. */
  private static final int WARM_UP = 8_192;

  /** Vectors of a measured read, over and over the same few kilobytes. */
  private static final int MEASURED = 1_024;

  /** More than a compiled read takes on any machine, and less than an interpreted one. */
  private static final long COMPILED_NANOS = 5_000;

  /** Short reads so far, of all threads; a lost count does no harm. */
  private static int warm;

  private final float[] array;
  private final float[] sums = new float[8 * LANES];
  private int offset;
  private WeakReference<Object> sinceCollection = new WeakReference<>(null);

  /** Watches an array of at least {@link #SMALLEST} values. */
  FloatAlignment(float[] array) {
    this.array = array;
  }

  /** Returns the index, below {@link #LINE}, from which reading is fastest. */
  int offset() {
    if (sinceCollection.get() == null) {
      look();
    }
    return offset;
  }

  private void look() {
    if (warm < WARM_UP) {
      for (int i = 0; i < 16; i++, warm++) {
        read(array, 0, 8, sums);
      }
      return;
    }
    long start = System.nanoTime();
    read(array, 0, MEASURED, sums);
    if (System.nanoTime() - start > COMPILED_NANOS) {
      return;
    }
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      for (int candidate = 0; candidate < LINE; candidate += GRAIN) {
        start = System.nanoTime();
        read(array, candidate, MEASURED, sums);
        long nanos = System.nanoTime() - start;
        if (nanos < least) {
          least = nanos;
          offset = candidate;
        }
      }
    }
    sinceCollection = new WeakReference<>(new Object());
  }

  /**
   * Reads as fast as the first-level cache gives: eight sums, so that no addition is waited for.
   */
  private static void read(float[] x, int from, int vectors, float[] sums) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, 0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, sums, 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, sums, 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, sums, 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, sums, 7 * LANES);
    for (int n = 0; n < vectors * LANES; n += 8 * LANES) {
      int i = from + (n & (64 * LANES - 1));
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
      s4 = s4.add(FloatVector.fromArray(SPECIES, x, i + 4 * LANES));
      s5 = s5.add(FloatVector.fromArray(SPECIES, x, i + 5 * LANES));
      s6 = s6.add(FloatVector.fromArray(SPECIES, x, i + 6 * LANES));
      s7 = s7.add(FloatVector.fromArray(SPECIES, x, i + 7 * LANES));
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, LANES);
    s2.intoArray(sums, 2 * LANES);
    s3.intoArray(sums, 3 * LANES);
    s4.intoArray(sums, 4 * LANES);
    s5.intoArray(sums, 5 * LANES);
    s6.intoArray(sums, 6 * LANES);
    s7.intoArray(sums, 7 * LANES);
  }
}
