package org.lanewise.bench.product;

import java.util.Optional;

/**
 * Holds a product to {@code |c - exact| <= 2 k eps sum |a b|}, which any order of the terms keeps.
 *
 * <p>The exact value is a sum in double with its rounding errors carried along (Ogita, Rump and
 * Oishi, "Accurate sum and dot product", 2005). Of a large product a fixed sample is looked at:
 * every row or column of tiles that went wrong shows in it, and the check takes no longer than the
 * product.
 */
final class ProductCheck {
  private static final int MAX_SAMPLE = 4096;

  /** A prime, so that the samples fall on every row and column in turn. */
  private static final int STEP = 7919;

  private final Product product;
  private final int[] places;
  private final double[] exact;
  private final double[] bounds;
  private final double eps;

  ProductCheck(Product product, double[] a, double[] b) {
    this.product = product;
    int elements = product.shape().m() * product.shape().n();
    int sample = Math.min(elements, MAX_SAMPLE);
    places = new int[sample];
    exact = new double[sample];
    bounds = new double[sample];
    for (int s = 0; s < sample; s++) {
      places[s] = sample == elements ? s : (int) ((long) s * STEP % elements);
    }
    places[sample - 1] = elements - 1;
    eps = product.single() ? 0x1p-24 : 0x1p-53;
    for (int s = 0; s < sample; s++) {
      multiply(s, a, b, 2 * product.shape().k() * eps);
    }
  }

  /** Reads an element of a result. */
  interface Reader {
    double at(int row, int column);
  }

  /** Says what is wrong with a result; empty if nothing is. */
  Optional<String> flaw(Reader result) {
    int n = product.shape().n();
    for (int s = 0; s < places.length; s++) {
      int row = places[s] / n;
      int column = places[s] % n;
      double actual = result.at(row, column);
      if (!(Math.abs(actual - exact[s]) <= bounds[s])) {
        return Optional.of(complaint(actual, exact[s], row, column));
      }
    }
    return Optional.empty();
  }

  /** Says what is wrong with {@code relu(A B + bias)}; empty if nothing is. */
  Optional<String> flawOfLayer(Reader result, float[] bias) {
    int n = product.shape().n();
    for (int s = 0; s < places.length; s++) {
      int row = places[s] / n;
      int column = places[s] % n;
      double expected = Math.max(0, exact[s] + bias[column]);
      // The addition rounds once more; the rectifier takes no two numbers further apart.
      double bound = bounds[s] + eps * (Math.abs(exact[s]) + Math.abs(bias[column]));
      double actual = result.at(row, column);
      if (!(Math.abs(actual - expected) <= bound)) {
        return Optional.of(complaint(actual, expected, row, column));
      }
    }
    return Optional.empty();
  }

  private static String complaint(double actual, double expected, int row, int column) {
    return actual + " instead of " + expected + " at row " + row + ", column " + column;
  }

  private void multiply(int s, double[] a, double[] b, double relativeBound) {
    int n = product.shape().n();
    int row = places[s] / n;
    int column = places[s] % n;
    double sum = 0;
    double carried = 0;
    double magnitude = 0;
    for (int p = 0; p < product.shape().k(); p++) {
      double x = a[product.indexA(row, p)];
      double y = b[product.indexB(p, column)];
      double term = x * y;
      double next = sum + term;
      double part = next - sum;
      carried += (sum - (next - part)) + (term - part) + Math.fma(x, y, -term);
      sum = next;
      magnitude += Math.abs(term);
    }
    exact[s] = sum + carried;
    bounds[s] = relativeBound * magnitude;
  }
}
