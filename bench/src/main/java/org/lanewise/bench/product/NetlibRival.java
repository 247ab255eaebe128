package org.lanewise.bench.product;

import dev.ludovic.netlib.blas.BLAS;

/**
 * An implementation of netlib's interface, which is column-major: of row-major matrices it computes
 * {@code C' = op(B)' op(A)'} in place, without a copy.
 */
final class NetlibRival extends ArrayRival {
  private final Loader loader;

  /** Gets at an implementation. */
  interface Loader {
    BLAS load() throws RivalUnavailableException;
  }

  NetlibRival(String name, Loader loader) {
    super(name);
    this.loader = loader;
  }

  @Override
  Runnable singleProduct(Operands o) throws RivalUnavailableException {
    BLAS blas = loader.load();
    String ta = Product.letter(o.product.transA());
    String tb = Product.letter(o.product.transB());
    int m = o.product.shape().m();
    int n = o.product.shape().n();
    int k = o.product.shape().k();
    int lda = o.product.lda();
    int ldb = o.product.ldb();
    return () -> blas.sgemm(tb, ta, n, m, k, 1, o.floatB, ldb, o.floatA, lda, 0, o.floatC, n);
  }

  @Override
  Runnable doubleProduct(Operands o) throws RivalUnavailableException {
    BLAS blas = loader.load();
    String ta = Product.letter(o.product.transA());
    String tb = Product.letter(o.product.transB());
    int m = o.product.shape().m();
    int n = o.product.shape().n();
    int k = o.product.shape().k();
    int lda = o.product.lda();
    int ldb = o.product.ldb();
    return () -> blas.dgemm(tb, ta, n, m, k, 1, o.doubleB, ldb, o.doubleA, lda, 0, o.doubleC, n);
  }
}
