// Generated from FloatSplit.java by TwinSources; do not edit.
package org.lanewise.openblas;

import dev.ludovic.netlib.blas.BLAS;
import org.lanewise.core.Transpose;
import org.lanewise.core.parallel.Job;

/**
 * A product by a BLAS, cut into as many parts of C as are worth a thread: rows of C, so that each
 * thread finds its rows in its own cache, or columns if there are few rows. Each part is a product
 * of its own.
 */
final class DoubleSplit extends Job {
  /** Multiply-adds a part must have to be worth another thread. */
  private static final double MIN_WORK_PER_PART = 1 << 20;

  /** Rows or columns of C that a part must have, so that its product is not a narrow one. */
  private static final int MIN_SIZE = 32;

  private static final ThreadLocal<DoubleSplit> JOBS = ThreadLocal.withInitial(DoubleSplit::new);

  private BLAS blas;
  private int parts;
  private boolean byRows;
  private Transpose transA;
  private Transpose transB;
  private int m;
  private int n;
  private int k;
  private double alpha;
  private double[] a;
  private int aOffset;
  private int lda;
  private double[] b;
  private int bOffset;
  private int ldb;
  private double beta;
  private double[] c;
  private int cOffset;
  private int ldc;

  private DoubleSplit() {}

  /** Computes {@code C = alpha op(A) op(B) + beta C} with up to so many threads. */
  static void gemm(
      BLAS blas,
      int threads,
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    DoubleSplit job = JOBS.get();
    double work = (double) m * n * k;
    double most = Math.min(Math.max(m, n) / MIN_SIZE, work / MIN_WORK_PER_PART);
    job.parts = Math.max(1, (int) Math.min(threads, most));
    job.blas = blas;
    job.byRows = m >= n || m >= job.parts * MIN_SIZE;
    job.transA = transA;
    job.transB = transB;
    job.m = m;
    job.n = n;
    job.k = k;
    job.alpha = alpha;
    job.a = a;
    job.aOffset = aOffset;
    job.lda = lda;
    job.b = b;
    job.bOffset = bOffset;
    job.ldb = ldb;
    job.beta = beta;
    job.c = c;
    job.cOffset = cOffset;
    job.ldc = ldc;
    try {
      job.run(job.parts, threads);
    } finally {
      // The job outlives the call: it must not keep the caller's arrays alive.
      job.a = null;
      job.b = null;
      job.c = null;
    }
  }

  @Override
  protected void part(int index) {
    int i = byRows ? bound(index, m) : 0;
    int j = byRows ? 0 : bound(index, n);
    int rows = byRows ? bound(index + 1, m) - i : m;
    int columns = byRows ? n : bound(index + 1, n) - j;
    int ao = aOffset + i * (transA == Transpose.NO ? lda : 1);
    int bo = bOffset + j * (transB == Transpose.NO ? 1 : ldb);
    int co = cOffset + i * ldc + j;
    String ta = DoubleOpenBlas.letter(transA);
    String tb = DoubleOpenBlas.letter(transB);
    blas.dgemm(tb, ta, columns, rows, k, alpha, b, bo, ldb, a, ao, lda, beta, c, co, ldc);
  }

  private int bound(int index, int size) {
    return (int) ((long) size * index / parts);
  }
}
