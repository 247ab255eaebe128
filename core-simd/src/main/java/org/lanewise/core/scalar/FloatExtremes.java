package org.lanewise.core.scalar;

/**
 * The largest of some entries and where it is. With a sign of -1 the smallest is sought: its
 * negative is the largest of the negatives, and changing a sign is exact.
 */
public final class FloatExtremes {
  private FloatExtremes() {}

  /** Returns the largest {@code sign * x}, -infinity for none; NaN if there is one. */
  public static float largest(int n, float[] x, int x0, float sign) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, sign * x[x0 + i]);
    }
    return largest;
  }

  /** Returns the first index of the largest {@code sign * x}, or of NaN; -1 for none. */
  public static int indexOfLargest(int n, float[] x, int x0, float sign) {
    int index = n == 0 ? -1 : 0;
    for (int i = 0; i < n; i++) {
      if (Float.isNaN(x[x0 + i])) {
        return i;
      }
      if (sign * x[x0 + i] > sign * x[x0 + index]) {
        index = i;
      }
    }
    return index;
  }

  /** Returns the largest magnitude, 0 for none; NaN if there is one. */
  public static float magnitude(int n, float[] x, int x0, int incX) {
    float largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(x[x0 + i * incX]));
    }
    return largest;
  }

  /** Returns the first index of the largest magnitude, or of NaN; -1 for none. */
  public static int indexOfMagnitude(int n, float[] x, int x0, int incX) {
    int index = n == 0 ? -1 : 0;
    for (int i = 0; i < n; i++) {
      if (Float.isNaN(x[x0 + i * incX])) {
        return i;
      }
      if (Math.abs(x[x0 + i * incX]) > Math.abs(x[x0 + index * incX])) {
        index = i;
      }
    }
    return index;
  }
}
