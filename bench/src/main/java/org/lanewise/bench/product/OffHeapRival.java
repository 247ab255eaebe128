package org.lanewise.bench.product;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.lanewise.bench.measure.Entry;

/**
 * A native library on matrices outside the heap, copied there once: what it does when a program
 * arranges everything for it. On Java arrays it is the same or slower.
 */
final class OffHeapRival implements Rival {
  private static final int ROW_MAJOR = 101;
  private static final int NOT_TRANSPOSED = 111;
  private static final int TRANSPOSED = 112;

  private final String name;
  private final Loader loader;
  private final SingleGemm singleGemm;
  private final DoubleGemm doubleGemm;

  /** Loads the library and sets its threads. */
  interface Loader {
    void load() throws RivalUnavailableException;
  }

  /** The library's {@code cblas_sgemm}. */
  interface SingleGemm {
    void gemm(
        int order,
        int transA,
        int transB,
        int m,
        int n,
        int k,
        float alpha,
        FloatPointer a,
        int lda,
        FloatPointer b,
        int ldb,
        float beta,
        FloatPointer c,
        int ldc);
  }

  /** The library's {@code cblas_dgemm}. */
  interface DoubleGemm {
    void gemm(
        int order,
        int transA,
        int transB,
        int m,
        int n,
        int k,
        double alpha,
        DoublePointer a,
        int lda,
        DoublePointer b,
        int ldb,
        double beta,
        DoublePointer c,
        int ldc);
  }

  OffHeapRival(String name, Loader loader, SingleGemm singleGemm, DoubleGemm doubleGemm) {
    this.name = name;
    this.loader = loader;
    this.singleGemm = singleGemm;
    this.doubleGemm = doubleGemm;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Entry enter(Operands operands) throws RivalUnavailableException {
    loader.load();
    return operands.product.single() ? enterSingle(operands) : enterDouble(operands);
  }

  private Entry enterSingle(Operands o) {
    FloatPointer a = new FloatPointer(o.floatA);
    FloatPointer b = new FloatPointer(o.floatB);
    FloatPointer c = new FloatPointer(o.floatC);
    int ta = code(o.product.letters().charAt(0));
    int tb = code(o.product.letters().charAt(1));
    int m = o.product.shape().m();
    int n = o.product.shape().n();
    int k = o.product.shape().k();
    int lda = o.product.lda();
    int ldb = o.product.ldb();
    return entry(
        o,
        () -> singleGemm.gemm(ROW_MAJOR, ta, tb, m, n, k, 1, a, lda, b, ldb, 0, c, n),
        (row, column) -> c.get((long) row * n + column),
        a,
        b,
        c);
  }

  private Entry enterDouble(Operands o) {
    DoublePointer a = new DoublePointer(o.doubleA);
    DoublePointer b = new DoublePointer(o.doubleB);
    DoublePointer c = new DoublePointer(o.doubleC);
    int ta = code(o.product.letters().charAt(0));
    int tb = code(o.product.letters().charAt(1));
    int m = o.product.shape().m();
    int n = o.product.shape().n();
    int k = o.product.shape().k();
    int lda = o.product.lda();
    int ldb = o.product.ldb();
    return entry(
        o,
        () -> doubleGemm.gemm(ROW_MAJOR, ta, tb, m, n, k, 1, a, lda, b, ldb, 0, c, n),
        (row, column) -> c.get((long) row * n + column),
        a,
        b,
        c);
  }

  private Entry entry(
      Operands o, Runnable run, ProductCheck.Reader result, Pointer a, Pointer b, Pointer c) {
    return new Entry(
        name,
        o.product.shape().operations(),
        run,
        () -> o.check().flaw(result),
        () -> {
          a.close();
          b.close();
          c.close();
        });
  }

  private static int code(char letter) {
    return letter == 'N' ? NOT_TRANSPOSED : TRANSPOSED;
  }
}
