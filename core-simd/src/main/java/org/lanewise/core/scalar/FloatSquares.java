package org.lanewise.core.scalar;

/** Sums of squares, of entries that were moved and scaled first. */
public final class FloatSquares {
  /**
   * Below this, squares that were lost may count: each of up to 2^31 of them loses less than the
   * least subnormal number, together less than half an eps of this.
   */
  private static final float LEAST = Float.MIN_NORMAL * 0x1p36f;

  private FloatSquares() {}

  /** Returns whether a sum of squares overflowed, or may lack squares that underflowed. */
  public static boolean isInexact(float squares) {
    return squares < LEAST || squares == Float.POSITIVE_INFINITY;
  }

  /**
   * Returns the sum of {@code ((x - centre) scale)^2} over n entries, by fma on the partial sums of
   * {@link FloatPartials}.
   */
  public static float sum(int n, float[] x, int x0, int incX, float centre, float scale) {
    float[] partials = FloatPartials.cleared();
    for (int i = 0; i < n; i++) {
      int lane = i % FloatPartials.COUNT;
      float d = (x[x0 + i * incX] - centre) * scale;
      partials[lane] = Math.fma(d, d, partials[lane]);
    }
    return FloatPartials.fold(partials, n);
  }
}
