// Generated from FloatSquares.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

/** Sums of squares, of entries that were moved and scaled first. */
public final class DoubleSquares {
  /**
   * Below this, squares that were lost may count: each of up to 2^31 of them loses less than the
   * least subnormal number, together less than half an eps of this.
   */
  private static final double LEAST = Double.MIN_NORMAL * 0x1p36;

  private DoubleSquares() {}

  /** Returns whether a sum of squares overflowed, or may lack squares that underflowed. */
  public static boolean isInexact(double squares) {
    return squares < LEAST || squares == Double.POSITIVE_INFINITY;
  }

  /**
   * Returns the sum of {@code ((x - centre) scale)^2} over n entries, by fma on the partial sums of
   * {@link DoublePartials}.
   */
  public static double sum(int n, double[] x, int x0, int incX, double centre, double scale) {
    double[] partials = DoublePartials.cleared();
    for (int i = 0; i < n; i++) {
      int lane = i % DoublePartials.COUNT;
      double d = (x[x0 + i * incX] - centre) * scale;
      partials[lane] = Math.fma(d, d, partials[lane]);
    }
    return DoublePartials.fold(partials, n);
  }
}
