// Generated from FloatProductsDigest.java by TwinSources; do not edit.
package org.lanewise.core;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * The part of {@link KernelDigest} that covers every route of a product: plain, in place, packed
 * beforehand, and finished by each kind of epilogue.
 */
final class DoubleProductsDigest {
  /** Rows, columns and depths on both sides of each threshold, whatever the vectors' width. */
  private static final int[][] SHAPES = {
    {1, 100, 33},
    {100, 1, 33},
    {5, 333, 70},
    {64, 97, 40},
    {150, 10, 70},
    {90, 27, 60},
    {100, 35, 100},
    {70, 55, 100},
    {130, 70, 333},
    {70, 230, 1100},
    {18, 150, 160},
    {3, 3697, 7},
    {64, 1849, 4},
    {64, 3697, 4},
    {64, 7393, 4},
    {9, 50, 2500},
    {5, 10, 2500},
    {10, 130, 70},
    {200, 301, 2}
  };

  private final Backend backend;
  private final CRC32 crc;
  private final Random random = new Random(31);

  /** Products so far: each is finished by the epilogue after that of the one before. */
  private int count;

  private DoubleProductsDigest(Backend backend, CRC32 crc) {
    this.backend = backend;
    this.crc = crc;
  }

  static void add(Backend backend, CRC32 crc) {
    DoubleProductsDigest digest = new DoubleProductsDigest(backend, crc);
    for (int[] shape : SHAPES) {
      digest.products(shape[0], shape[1], shape[2]);
    }
  }

  private void products(int m, int n, int k) {
    double[] a = DoubleData.vector(random, 2, m * k, 1);
    double[] b = DoubleData.vector(random, 1, k * n, 1);
    double[] c = DoubleData.vector(random, 3, m * n, 1);
    double[] saved = DoubleData.vector(random, 1, m * n, 1);
    double[] bias = DoubleData.vector(random, 4, n, 1);
    List<DoubleEpilogue> epilogues =
        List.of(
            DoubleEpilogue.NONE,
            DoubleEpilogue.activation(UnaryOp.RELU, bias, 4),
            DoubleEpilogue.activation(UnaryOp.SIGMOID, bias, 4),
            DoubleEpilogue.activation(UnaryOp.TANH),
            DoubleEpilogue.derivative(UnaryOp.leakyRelu(0.1), saved, 1, n));
    for (Transpose ta : Transpose.values()) {
      for (Transpose tb : Transpose.values()) {
        int lda = ta == Transpose.NO ? k : m;
        int ldb = tb == Transpose.NO ? n : k;
        DoublePackedMatrix packed = backend.pack(tb, k, n, b, 1, ldb);
        DoubleEpilogue epilogue = epilogues.get(count++ % epilogues.size());
        backend.gemm(ta, tb, m, n, k, 1, a, 2, lda, b, 1, ldb, 0, c, 3, n, epilogue);
        add(c);
        backend.gemm(ta, tb, m, n, k, 0.3, a, 2, lda, b, 1, ldb, -0.7, c, 3, n, epilogue);
        add(c);
        backend.gemm(ta, m, 0.3, a, 2, lda, packed, 1, c, 3, n, epilogue);
        add(c);
      }
    }
  }

  private void add(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    for (double value : values) {
      bytes.putDouble(Double.isNaN(value) ? Double.NaN : value);
    }
    crc.update(bytes.array());
  }
}
