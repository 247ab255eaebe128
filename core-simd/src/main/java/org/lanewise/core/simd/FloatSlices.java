package org.lanewise.core.simd;

import org.lanewise.core.UnaryOp;
import org.lanewise.core.parallel.Job;
import org.lanewise.core.scalar.FloatStep;

/** Elementwise work on long vectors, cut into slices that threads take one after the other. */
final class FloatSlices extends Job {
  /** Elements a slice at least: below this, handing work over costs more than it saves. */
  private static final int MIN_SLICE = 1 << 15;

  private static final ThreadLocal<FloatSlices> JOBS = ThreadLocal.withInitial(FloatSlices::new);

  private enum Work {
    AXPY,
    MULTIPLY,
    UNARY,
    UNARY_GRADIENT,
    STEP
  }

  private Work work;
  private int n;
  private int slice;
  private UnaryOp op;
  private FloatStep factors;
  private float first;
  private float[] a;
  private int ao;
  private float[] b;
  private int bo;
  private float[] c;
  private int co;
  private float[] d;
  private int dof;
  private float[] e;
  private int eo;

  private FloatSlices() {}

  static void axpy(int threads, int n, float alpha, float[] x, int xo, float[] y, int yo) {
    if (isShort(threads, n)) {
      FloatVectors.axpy(n, alpha, x, xo, y, yo);
      return;
    }
    FloatSlices job = JOBS.get().operands(x, xo, y, yo, null, 0, null, 0);
    job.first = alpha;
    job.cut(Work.AXPY, n, threads);
  }

  static void multiply(
      int threads, int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    if (isShort(threads, n)) {
      FloatVectors.multiply(n, x, xo, y, yo, z, zo);
      return;
    }
    JOBS.get().operands(x, xo, y, yo, z, zo, null, 0).cut(Work.MULTIPLY, n, threads);
  }

  static void unary(int threads, UnaryOp op, int n, float[] x, int xo, float[] y, int yo) {
    if (isShort(threads, n)) {
      FloatFunctions.apply(op, n, x, xo, y, yo);
      return;
    }
    FloatSlices job = JOBS.get().operands(x, xo, y, yo, null, 0, null, 0);
    job.op = op;
    job.cut(Work.UNARY, n, threads);
  }

  static void unaryGradient(
      int threads,
      UnaryOp op,
      int n,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    if (isShort(threads, n)) {
      FloatGradients.apply(op, n, saved, so, dy, dyo, dx, dxo);
      return;
    }
    FloatSlices job = JOBS.get().operands(saved, so, dy, dyo, dx, dxo, null, 0);
    job.op = op;
    job.cut(Work.UNARY_GRADIENT, n, threads);
  }

  static void step(
      int threads,
      FloatStep factors,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    if (isShort(threads, n)) {
      FloatSteps.apply(factors, n, w, wo, g, go, m, mo, v, vo, u, uo);
      return;
    }
    FloatSlices job = JOBS.get().operands(w, wo, g, go, m, mo, v, vo);
    job.e = u;
    job.eo = uo;
    job.factors = factors;
    job.cut(Work.STEP, n, threads);
  }

  private static boolean isShort(int threads, int n) {
    return threads == 1 || n < 2 * MIN_SLICE;
  }

  private FloatSlices operands(
      float[] a, int ao, float[] b, int bo, float[] c, int co, float[] d, int dof) {
    this.a = a;
    this.ao = ao;
    this.b = b;
    this.bo = bo;
    this.c = c;
    this.co = co;
    this.d = d;
    this.dof = dof;
    return this;
  }

  /**
   * Runs the work in slices, about four a thread so that a slow thread does not hold up the rest.
   */
  private void cut(Work work, int n, int threads) {
    this.work = work;
    this.n = n;
    int parts = (int) Math.min((long) n / MIN_SLICE, 4L * threads);
    // A multiple of 64 elements keeps the slices of aligned vectors aligned.
    slice = (n / parts + 63) / 64 * 64;
    try {
      run((n + slice - 1) / slice, threads);
    } finally {
      // The job outlives the call: it must not keep the caller's arrays alive.
      operands(null, 0, null, 0, null, 0, null, 0);
      e = null;
    }
  }

  @Override
  protected void part(int index) {
    int i = index * slice;
    int length = Math.min(slice, n - i);
    switch (work) {
      case AXPY -> FloatVectors.axpy(length, first, a, ao + i, b, bo + i);
      case MULTIPLY -> FloatVectors.multiply(length, a, ao + i, b, bo + i, c, co + i);
      case UNARY -> FloatFunctions.apply(op, length, a, ao + i, b, bo + i);
      case UNARY_GRADIENT -> FloatGradients.apply(op, length, a, ao + i, b, bo + i, c, co + i);
      case STEP ->
          FloatSteps.apply(factors, length, a, ao + i, b, bo + i, c, co + i, d, dof + i, e, eo + i);
    }
  }
}
