package org.lanewise.openblas;

import dev.ludovic.netlib.blas.BLAS;
import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.FloatOperations;
import org.lanewise.core.FloatProducts;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

/**
 * {@link FloatProducts} by a BLAS, which is column-major: what is row-major here is the transpose
 * there, as it lies in memory, so {@code C' = op(B)' op(A)'} is computed and nothing is copied.
 */
interface FloatOpenBlas extends FloatProducts {
  /** Returns the BLAS. */
  BLAS blas();

  /** Returns the backend for small products, and for epilogues. */
  FloatOperations rest();

  /** Returns which products go to the BLAS. */
  Route floatRoute();

  /** Returns over how many threads a product is split before the BLAS is called. */
  int threads();

  /** Returns the letter by which BLAS calls a form that is transposed there if it is not here. */
  static String letter(Transpose trans) {
    return trans == Transpose.NO ? "N" : "T";
  }

  @Override
  default void gemm(
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    FloatEpilogue none = FloatEpilogue.NONE;
    gemm(
        transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc,
        none);
  }

  @Override
  default void gemm(
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc,
      FloatEpilogue epilogue) {
    if (alpha == 0 || k == 0 || !floatRoute().takes(transA, transB, m, n, k)) {
      rest()
          .gemm(
              transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset,
              ldc, epilogue);
      return;
    }
    FloatSplit.gemm(
        blas(), threads(), transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta,
        c, cOffset, ldc);
    finish(epilogue, m, n, c, cOffset, ldc);
  }

  /** Applies an epilogue to a finished C. */
  private void finish(FloatEpilogue epilogue, int m, int n, float[] c, int cOffset, int ldc) {
    if (epilogue.bias() != null) {
      rest().addRow(m, n, epilogue.bias(), epilogue.biasOffset(), c, cOffset, ldc);
    }
    UnaryOp op = epilogue.op();
    float[] saved = epilogue.saved();
    if (saved == null && op.kind() == UnaryOp.Kind.IDENTITY) {
      return;
    }
    boolean dense = ldc == n && (saved == null || epilogue.ldSaved() == n);
    int rows = dense ? 1 : m;
    int columns = dense ? m * n : n;
    for (int i = 0; i < rows; i++) {
      int at = cOffset + i * ldc;
      if (saved == null) {
        rest().unary(op, columns, c, at, c, at);
      } else {
        int so = epilogue.savedOffset() + i * epilogue.ldSaved();
        rest().unaryGradient(op, columns, saved, so, c, at, c, at);
      }
    }
  }

  @Override
  default void gemv(
      Transpose transA,
      int m,
      int n,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      int incX,
      float beta,
      float[] y,
      int yOffset,
      int incY) {
    if (alpha == 0 || m == 0 || n == 0 || !floatRoute().takes(transA, Transpose.NO, m, 1, n)) {
      rest().gemv(transA, m, n, alpha, a, aOffset, lda, x, xOffset, incX, beta, y, yOffset, incY);
      return;
    }
    String form = transA == Transpose.NO ? "T" : "N";
    blas().sgemv(form, n, m, alpha, a, aOffset, lda, x, xOffset, incX, beta, y, yOffset, incY);
  }

  @Override
  default void ger(
      int m,
      int n,
      float alpha,
      float[] x,
      int xOffset,
      int incX,
      float[] y,
      int yOffset,
      int incY,
      float[] a,
      int aOffset,
      int lda) {
    if (alpha == 0 || !floatRoute().takes(Transpose.NO, Transpose.NO, m, n, 1)) {
      rest().ger(m, n, alpha, x, xOffset, incX, y, yOffset, incY, a, aOffset, lda);
      return;
    }
    blas().sger(n, m, alpha, y, yOffset, incY, x, xOffset, incX, a, aOffset, lda);
  }
}
