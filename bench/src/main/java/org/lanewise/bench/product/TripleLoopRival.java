package org.lanewise.bench.product;

import org.lanewise.core.Transpose;

/** The three loops of the textbook, the sum in the inner one. */
final class TripleLoopRival extends ArrayRival {
  /** Beyond this one run takes many seconds, and nobody would use it. */
  private static final double MAX_OPERATIONS = 2.2e9;

  TripleLoopRival() {
    super("loop");
  }

  /** Refuses what would take all of the time that the others need. */
  private static void requireBearable(Shape shape) throws RivalUnavailableException {
    if (shape.operations() > MAX_OPERATIONS) {
      throw new RivalUnavailableException("it would take many seconds for " + shape);
    }
  }

  @Override
  Runnable singleProduct(Operands o) throws RivalUnavailableException {
    Product product = o.product;
    requireBearable(product.shape());
    return () -> multiply(product, o.floatA, o.floatB, o.floatC);
  }

  @Override
  Runnable doubleProduct(Operands o) throws RivalUnavailableException {
    Product product = o.product;
    requireBearable(product.shape());
    return () -> multiply(product, o.doubleA, o.doubleB, o.doubleC);
  }

  private static void multiply(Product product, float[] a, float[] b, float[] c) {
    int m = product.shape().m();
    int n = product.shape().n();
    int k = product.shape().k();
    int downA = product.transA() == Transpose.NO ? product.lda() : 1;
    int alongA = product.transA() == Transpose.NO ? 1 : product.lda();
    int downB = product.transB() == Transpose.NO ? product.ldb() : 1;
    int alongB = product.transB() == Transpose.NO ? 1 : product.ldb();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * downA + p * alongA] * b[p * downB + j * alongB];
        }
        c[i * n + j] = sum;
      }
    }
  }

  private static void multiply(Product product, double[] a, double[] b, double[] c) {
    int m = product.shape().m();
    int n = product.shape().n();
    int k = product.shape().k();
    int downA = product.transA() == Transpose.NO ? product.lda() : 1;
    int alongA = product.transA() == Transpose.NO ? 1 : product.lda();
    int downB = product.transB() == Transpose.NO ? product.ldb() : 1;
    int alongB = product.transB() == Transpose.NO ? 1 : product.ldb();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * downA + p * alongA] * b[p * downB + j * alongB];
        }
        c[i * n + j] = sum;
      }
    }
  }
}
