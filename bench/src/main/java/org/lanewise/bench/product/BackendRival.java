package org.lanewise.bench.product;

import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Transpose;

/** A backend of Lanewise, not loaded before it enters. */
final class BackendRival extends ArrayRival {
  private final Loader loader;

  /** Gets at a backend. */
  interface Loader {
    Backend load() throws BackendUnavailableException;
  }

  BackendRival(String name, Loader loader) {
    super(name);
    this.loader = loader;
  }

  private Backend backend() throws RivalUnavailableException {
    try {
      return loader.load();
    } catch (BackendUnavailableException e) {
      throw new RivalUnavailableException(e.getMessage());
    }
  }

  @Override
  Runnable singleProduct(Operands o) throws RivalUnavailableException {
    Backend backend = backend();
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
  Runnable doubleProduct(Operands o) throws RivalUnavailableException {
    Backend backend = backend();
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
