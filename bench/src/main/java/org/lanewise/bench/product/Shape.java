package org.lanewise.bench.product;

/**
 * The shape of a product: op(A) is m x k, op(B) is k x n.
 *
 * @param m rows of the product
 * @param n columns of the product
 * @param k length of each sum
 */
public record Shape(int m, int n, int k) {
  private static final int MAX = 1 << 14;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is not in 1 to 16384
   */
  public Shape {
    for (int size : new int[] {m, n, k}) {
      if (size < 1 || size > MAX) {
        throw new IllegalArgumentException("size " + size + " is not in 1 to " + MAX);
      }
    }
  }

  /** Returns the shape of square matrices. */
  public static Shape square(int size) {
    return new Shape(size, size, size);
  }

  /**
   * Reads a shape as people write it: {@code 256} for squares, or {@code 128x512x784} for m, n and
   * k.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Shape parse(String text) {
    String[] sizes = text.strip().split("x", -1);
    try {
      if (sizes.length == 1) {
        return square(Integer.parseInt(sizes[0]));
      }
      if (sizes.length == 3) {
        return new Shape(
            Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
      }
    } catch (NumberFormatException e) {
      // Said below, with the whole text.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a shape; write a size as 256, or m, n and k as 128x512x784");
  }

  /** Returns whether all three sizes are the same. */
  public boolean isSquare() {
    return m == n && n == k;
  }

  /** Returns the operations of the product: a multiplication and an addition for each term. */
  public double operations() {
    return 2.0 * m * n * k;
  }

  @Override
  public String toString() {
    return m + " x " + n + " x " + k;
  }
}
