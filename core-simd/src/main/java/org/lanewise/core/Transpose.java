package org.lanewise.core;

/** Whether a matrix operand is used as it lies in memory or transposed: {@code op(A)} in BLAS. */
public enum Transpose {
  /** {@code op(A) = A}. */
  NO,
  /** {@code op(A) = A^T}; the matrix is read in place, never copied as a whole. */
  YES
}
