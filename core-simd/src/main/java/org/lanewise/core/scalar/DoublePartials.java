// Generated from FloatPartials.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

/**
 * The fixed tree behind every sum: element i belongs to partial sum {@code i mod COUNT}, and the
 * partial sums are folded in halves.
 *
 * <p>The count is a multiple of the lanes of every vector width, so that vectors of any width form
 * the same partial sums; a quarter of it is one 512-bit vector, and four such accumulators hide the
 * latency of an addition.
 */
public final class DoublePartials {
  /** How many partial sums there are: 256 bytes of them. */
  public static final int COUNT = 256 / Double.BYTES;

  private static final ThreadLocal<double[]> SCRATCH =
      ThreadLocal.withInitial(DoublePartials::array);

  private DoublePartials() {}

  private static double[] array() {
    return new double[COUNT];
  }

  /** Returns the calling thread's partial sums, set to zero. */
  public static double[] cleared() {
    double[] partials = SCRATCH.get();
    java.util.Arrays.fill(partials, 0);
    return partials;
  }

  /**
   * Folds the partial sums of n elements into their sum. Modifies the partial sums.
   *
   * <p>With n below the count the unused ones are +0, and adding +0 to a sum that began at +0
   * changes no bit, so that the fold may start at the first power of two that holds n.
   */
  public static double fold(double[] partials, int n) {
    int width = COUNT;
    while (width / 2 >= n && width > 1) {
      width /= 2;
    }
    for (int half = width / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        partials[i] += partials[i + half];
      }
    }
    return partials[0];
  }
}
