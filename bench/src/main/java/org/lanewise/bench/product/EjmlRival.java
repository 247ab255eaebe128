package org.lanewise.bench.product;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;

/** EJML on its row-major dense matrices, which are the shared arrays; on one thread. */
final class EjmlRival extends ArrayRival {
  EjmlRival() {
    super("ejml");
  }

  @Override
  Runnable singleProduct(Operands o) {
    int n = o.product.shape().n();
    int m = o.product.shape().m();
    FMatrixRMaj a = FMatrixRMaj.wrap(o.floatA.length / o.product.lda(), o.product.lda(), o.floatA);
    FMatrixRMaj b = FMatrixRMaj.wrap(o.floatB.length / o.product.ldb(), o.product.ldb(), o.floatB);
    FMatrixRMaj c = FMatrixRMaj.wrap(m, n, o.floatC);
    return switch (o.product.letters()) {
      case "NN" -> () -> CommonOps_FDRM.mult(a, b, c);
      case "NT" -> () -> CommonOps_FDRM.multTransB(a, b, c);
      case "TN" -> () -> CommonOps_FDRM.multTransA(a, b, c);
      default -> () -> CommonOps_FDRM.multTransAB(a, b, c);
    };
  }

  @Override
  Runnable doubleProduct(Operands o) {
    int n = o.product.shape().n();
    int m = o.product.shape().m();
    DMatrixRMaj a =
        DMatrixRMaj.wrap(o.doubleA.length / o.product.lda(), o.product.lda(), o.doubleA);
    DMatrixRMaj b =
        DMatrixRMaj.wrap(o.doubleB.length / o.product.ldb(), o.product.ldb(), o.doubleB);
    DMatrixRMaj c = DMatrixRMaj.wrap(m, n, o.doubleC);
    return switch (o.product.letters()) {
      case "NN" -> () -> CommonOps_DDRM.mult(a, b, c);
      case "NT" -> () -> CommonOps_DDRM.multTransB(a, b, c);
      case "TN" -> () -> CommonOps_DDRM.multTransA(a, b, c);
      default -> () -> CommonOps_DDRM.multTransAB(a, b, c);
    };
  }
}
