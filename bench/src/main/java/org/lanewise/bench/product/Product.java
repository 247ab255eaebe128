package org.lanewise.bench.product;

import org.lanewise.core.Transpose;
import org.lanewise.nn.tensor.Precision;

/**
 * A product to compute: {@code C = op(A) op(B)} of row-major matrices without gaps.
 *
 * @param shape its sizes
 * @param transA whether A lies in memory as k x m
 * @param transB whether B lies in memory as n x k
 * @param precision float or double
 */
public record Product(Shape shape, Transpose transA, Transpose transB, Precision precision) {
  /** Returns the transposes in the letters of BLAS, such as {@code "NT"}. */
  public String letters() {
    return letter(transA) + letter(transB);
  }

  /** Returns the name in BLAS. */
  public String verb() {
    return single() ? "sgemm" : "dgemm";
  }

  boolean single() {
    return precision == Precision.FLOAT32;
  }

  /** Returns the length of a row of A as it lies in memory. */
  int lda() {
    return transA == Transpose.NO ? shape.k() : shape.m();
  }

  /** Returns the length of a row of B as it lies in memory. */
  int ldb() {
    return transB == Transpose.NO ? shape.n() : shape.k();
  }

  /** Returns where element (row, p) of op(A) lies. */
  int indexA(int row, int p) {
    return transA == Transpose.NO ? row * lda() + p : p * lda() + row;
  }

  /** Returns where element (p, column) of op(B) lies. */
  int indexB(int p, int column) {
    return transB == Transpose.NO ? p * ldb() + column : column * ldb() + p;
  }

  static String letter(Transpose transpose) {
    return transpose == Transpose.NO ? "N" : "T";
  }
}
