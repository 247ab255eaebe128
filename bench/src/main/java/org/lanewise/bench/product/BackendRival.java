package org.lanewise.bench.product;

import org.lanewise.core.Backend;
import org.lanewise.core.Transpose;

/** A backend of Lanewise. */
final class BackendRival extends ArrayRival {
  private final Backend backend;

  BackendRival(String name, Backend backend) {
    super(name);
    this.backend = backend;
  }

  @Override
  Runnable singleProduct(Operands o) {
    Transpose ta = o.product.transA();
    Transpose tb = o.product.transB();
    int m = o.product.shape().m();
    int n = o.product.shape().n();
    int k = o.product.shape().k();
    int lda = o.product.lda();
    int ldb = o.product.ldb();
    return () ->
        backend.gemm(ta, tb, m, n, k, 1, o.floatA, 0, lda, o.floatB, 0, ldb, 0, o.floatC, 0, n);
  }

  @Override
  Runnable doubleProduct(Operands o) {
    Transpose ta = o.product.transA();
    Transpose tb = o.product.transB();
    int m = o.product.shape().m();
    int n = o.product.shape().n();
    int k = o.product.shape().k();
    int lda = o.product.lda();
    int ldb = o.product.ldb();
    return () ->
        backend.gemm(ta, tb, m, n, k, 1, o.doubleA, 0, lda, o.doubleB, 0, ldb, 0, o.doubleC, 0, n);
  }
}
