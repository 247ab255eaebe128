package org.lanewise.openblas;

import org.lanewise.core.Transpose;

/** Decides which products of one precision go to OpenBLAS. */
interface Route {
  /** Returns whether the product of op(A), m x k, and op(B), k x n, goes there. */
  boolean takes(Transpose transA, Transpose transB, int m, int n, int k);

  /** Sends every product of so many multiply-adds and more. */
  static Route from(long threshold) {
    return (transA, transB, m, n, k) -> (double) m * n * k >= threshold;
  }
}
