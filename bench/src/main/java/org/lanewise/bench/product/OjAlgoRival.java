package org.lanewise.bench.product;

import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Transpose;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.PhysicalStore;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;

/** ojAlgo on its own column-major stores, filled once. */
final class OjAlgoRival implements Rival {
  private final int threads;

  OjAlgoRival(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "ojalgo";
  }

  @Override
  public Entry enter(Operands o) {
    OjAlgoUtils.limitThreadsTo(threads);
    PhysicalStore.Factory<Double, ? extends PhysicalStore<Double>> factory =
        o.product.single() ? R032Store.FACTORY : R064Store.FACTORY;
    PhysicalStore<Double> a = factory.make(length(o, true) / o.product.lda(), o.product.lda());
    PhysicalStore<Double> b = factory.make(length(o, false) / o.product.ldb(), o.product.ldb());
    PhysicalStore<Double> c = factory.make(o.product.shape().m(), o.product.shape().n());
    fill(a, o, true);
    fill(b, o, false);
    c.fillAll(Double.NaN);
    MatrixStore<Double> left = o.product.transA() == Transpose.NO ? a : a.transpose();
    MatrixStore<Double> right = o.product.transB() == Transpose.NO ? b : b.transpose();
    return Entry.of(
        name(),
        o.product.shape().operations(),
        () -> c.fillByMultiplying(left, right),
        () -> o.check().flaw((row, column) -> c.doubleValue(row, column)));
  }

  private static int length(Operands o, boolean left) {
    return o.product.shape().k() * (left ? o.product.shape().m() : o.product.shape().n());
  }

  private static void fill(PhysicalStore<Double> store, Operands o, boolean left) {
    int columns = store.getColDim();
    for (int row = 0; row < store.getRowDim(); row++) {
      for (int column = 0; column < columns; column++) {
        store.set(row, column, element(o, left, row * columns + column));
      }
    }
  }

  private static double element(Operands o, boolean left, int i) {
    if (o.product.single()) {
      return left ? o.floatA[i] : o.floatB[i];
    }
    return left ? o.doubleA[i] : o.doubleB[i];
  }
}
