// Generated from FloatBlas.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * The operations of levels 1 to 3 on {@code double} slices, under their BLAS names.
 *
 * <p>Matrices are row-major; a matrix slice is an array, the offset of its first element and a
 * leading dimension. A vector slice with an increment steps {@code inc} elements from one entry to
 * the next; a negative increment walks the same entries from the last to the first, as in BLAS. An
 * operand that is written must not overlap another operand, except where a function is said to work
 * in place.
 */
public interface DoubleBlas extends DoubleProducts {
  /**
   * Multiplies by a packed matrix: {@code C = epilogue(alpha op(A) B + beta C)}, where B is k x n
   * as it was packed. The bits are those of the product with the plain matrix. Modifies C.
   *
   * @throws IllegalArgumentException if B was packed by another kind of backend
   */
  void gemm(
      Transpose transA,
      int m,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      DoublePackedMatrix b,
      double beta,
      double[] c,
      int cOffset,
      int ldc,
      DoubleEpilogue epilogue);

  /**
   * Packs op(B), k x n, for many products as their right operand: a copy of about the same size.
   *
   * @throws IllegalArgumentException if it does not fit one array
   */
  DoublePackedMatrix pack(Transpose transB, int k, int n, double[] b, int bOffset, int ldb);

  /**
   * Packs another op(B) of the same shape into what {@link #pack} returned, without allocating.
   *
   * @throws IllegalArgumentException if it was packed by another kind of backend
   */
  void repack(DoublePackedMatrix packed, Transpose transB, double[] b, int bOffset, int ldb);

  /** Adds a multiple: {@code y = fma(alpha, x, y)} for each of n entries. Modifies y. */
  void axpy(
      int n, double alpha, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY);

  /** Multiplies n entries by alpha; 0 times NaN or infinity is NaN. Modifies x. */
  void scal(int n, double alpha, double[] x, int xOffset, int incX);

  /**
   * Returns the inner product of n entries.
   *
   * <p>Entry i goes by fma to partial sum {@code i mod L}, where L partial sums take 256 bytes;
   * they are folded in halves: sum l takes sum l + L/2, then l + L/4, and so on. The error is at
   * most {@code (n / L + log2 L + 1) eps sum |x y|}.
   */
  double dot(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY);

  /** Copies n entries: {@code y = x}, to the bit. Modifies y. */
  void copy(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY);

  /** Exchanges n entries of two vectors. Modifies x and y. */
  void swap(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY);

  /**
   * Returns the Euclidean length (L2 norm) of n entries: {@code sqrt(sum x^2)}, 0 for none.
   *
   * <p>The squares are summed as {@link #dot} sums them. Only if that sum has overflowed, or is so
   * small that squares may have been lost below the least normal number, are they summed again,
   * with the entries divided by a power of two near the largest magnitude; the result takes that
   * power back. So nothing overflows or underflows but a length that is itself out of range. The
   * relative error is at most {@code (n / L + log2 L + 1) / 2 + 1} eps, of a subnormal length half
   * a step more.
   *
   * <p>NaN if an entry is NaN, else infinity if one is infinite.
   */
  double nrm2(int n, double[] x, int xOffset, int incX);

  /**
   * Returns the sum of the magnitudes (L1 norm) of n entries, 0 for none, by the partial sums of
   * {@link #dot}, with its error bound. NaN if an entry is NaN, else infinity if one is infinite.
   */
  double asum(int n, double[] x, int xOffset, int incX);

  /**
   * Returns which of n entries has the largest magnitude, the first of several, -1 if there are
   * none. NaN counts as larger than any number: the first NaN wins.
   *
   * <p>Entries are counted from 0 in the order of the increment: with a negative one, entry 0 is
   * the last in memory.
   */
  int iamax(int n, double[] x, int xOffset, int incX);
}
