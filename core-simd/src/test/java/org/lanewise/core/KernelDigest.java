package org.lanewise.core;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Runs every operation on fixed numbers and reduces all result bits to one number, which has to be
 * the same in every virtual machine. A program of its own, so that tests can start it with other
 * vector widths.
 */
final class KernelDigest {
  private final Backend backend;
  private final Random random = new Random(11);
  private final CRC32 crc = new CRC32();

  private KernelDigest(Backend backend) {
    this.backend = backend;
  }

  /** Prints the backend's name, its width and the digest. */
  public static void main(String[] args) throws BackendUnavailableException {
    Backend backend = Backends.named(args[0]);
    System.out.println(
        backend.name() + " " + backend.vectorBits() + " " + Long.toHexString(of(backend)));
  }

  static long of(Backend backend) {
    KernelDigest digest = new KernelDigest(backend);
    digest.floats();
    digest.doubles();
    digest.rows();
    FloatVerbsDigest.add(backend, digest.crc);
    DoubleVerbsDigest.add(backend, digest.crc);
    FloatProductsDigest.add(backend, digest.crc);
    DoubleProductsDigest.add(backend, digest.crc);
    return digest.crc.getValue();
  }

  private float[] floats(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian() * (i % 17 == 0 ? 30 : 1);
    }
    return values;
  }

  private double[] doubles(int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextGaussian() * (i % 17 == 0 ? 30 : 1);
    }
    return values;
  }

  private void add(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    for (float value : values) {
      bytes.putInt(Float.floatToIntBits(value));
    }
    crc.update(bytes.array());
  }

  private void add(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    for (double value : values) {
      bytes.putLong(Double.doubleToLongBits(value));
    }
    crc.update(bytes.array());
  }

  private void floats() {
    int m = 61;
    int n = 75;
    int k = 139;
    float[] a = floats(m * k);
    float[] b = floats(k * n);
    float[] c = floats(m * n);
    for (Transpose ta : Transpose.values()) {
      for (Transpose tb : Transpose.values()) {
        int lda = ta == Transpose.NO ? k : m;
        int ldb = tb == Transpose.NO ? n : k;
        backend.gemm(ta, tb, m, n, k, 0.01f, a, 0, lda, b, 0, ldb, 0.5f, c, 0, n);
        backend.gemv(ta, m, n, 1, c, 0, n, a, 0, 1, 0, b, 0, 1);
        add(c);
        add(b);
      }
    }
    backend.softmaxRows(m, n, c, 0, n, c, 0, n);
    add(c);
    float[] rows = new float[m];
    backend.logSumExpRows(m, k, a, 0, k, rows, 0);
    add(rows);
    float[] x = floats(70_001);
    float[] y = new float[x.length];
    float[] positive = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      positive[i] = Math.abs(x[i]) + 0.01f;
    }
    for (UnaryOp op : FloatOperationsTest.functions()) {
      backend.unary(op, x.length, positive, 0, y, 0);
      add(y);
      backend.unary(op, x.length, x, 0, y, 0);
      add(y);
      backend.unaryGradient(op, x.length, y, 0, x, 0, y, 0);
      add(y);
    }
    add(backend.dot(x.length, x, 0, 1, y, 0, 1), backend.sum(x.length, x, 0));
    float[] sums = new float[n];
    backend.columnSums(m, n, c, 0, n, sums, 0);
    add(sums);
    float[] moment = new float[x.length];
    float[] second = new float[x.length];
    float[] third = new float[x.length];
    for (StepRule.Kind kind : StepRule.Kind.values()) {
      StepRule rule = new TestRule(kind, 0.9, 0.999, 1e-8, 0.01);
      backend.optimizerStep(rule, 2, 0.01, x.length, y, 0, x, 0, moment, 0, second, 0, third, 0);
      add(y);
      add(moment);
      add(second);
      add(third);
    }
    backend.addPenaltyGradient(x.length, 0.1f, 0.2f, y, 0, moment, 0);
    add(moment);
    backend.limitColumnNorms(70, 1000, 1, x, 0, 1000);
    add(x);
  }

  private void rows() {
    for (Weights format : Weights.values()) {
      for (int n : new int[] {3, 24, 40, 70, 128, 150, 312}) {
        int k = 2 * n + 1;
        WeightMatrix w = WeightMatrix.of(format, k, n, floats(k * n), 0, n);
        float[] y = new float[n];
        FloatEpilogue epilogue = FloatEpilogue.activation(UnaryOp.SILU, floats(n), 0);
        backend.multiplyRow(w, floats(k), 0, y, 0, epilogue);
        add(y);
      }
    }
  }

  private void doubles() {
    int m = 61;
    int n = 75;
    int k = 139;
    double[] a = doubles(m * k);
    double[] b = doubles(k * n);
    double[] c = doubles(m * n);
    for (Transpose ta : Transpose.values()) {
      for (Transpose tb : Transpose.values()) {
        int lda = ta == Transpose.NO ? k : m;
        int ldb = tb == Transpose.NO ? n : k;
        backend.gemm(ta, tb, m, n, k, 0.01, a, 0, lda, b, 0, ldb, 0.5, c, 0, n);
        add(c);
      }
    }
    backend.softmaxRows(m, n, c, 0, n, c, 0, n);
    add(c);
    double[] x = doubles(40_001);
    double[] y = new double[x.length];
    for (UnaryOp op : FloatOperationsTest.functions()) {
      backend.unary(op, x.length, x, 0, y, 0);
      add(y);
      backend.unaryGradient(op, x.length, y, 0, x, 0, y, 0);
      add(y);
    }
    add(backend.dot(x.length, x, 0, 1, y, 0, 1), backend.sum(x.length, x, 0));
    double[] moment = new double[x.length];
    double[] second = new double[x.length];
    double[] third = new double[x.length];
    for (StepRule.Kind kind : StepRule.Kind.values()) {
      StepRule rule = new TestRule(kind, 0.9, 0.999, 1e-8, 0.01);
      backend.optimizerStep(rule, 2, 0.01, x.length, y, 0, x, 0, moment, 0, second, 0, third, 0);
      add(y);
    }
    backend.addPenaltyGradient(x.length, 0.1, 0.2, y, 0, moment, 0);
    backend.limitColumnNorms(40, 1000, 1, x, 0, 1000);
    add(moment);
    add(x);
  }
}
