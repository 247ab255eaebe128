// Generated from FloatVerbsDigest.java by TwinSources; do not edit.
package org.lanewise.core;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/** The part of {@link KernelDigest} that covers vector verbs and reductions. */
final class DoubleVerbsDigest {
  private DoubleVerbsDigest() {}

  static void add(Backend backend, CRC32 crc) {
    Random random = new Random(23);
    for (int n : new int[] {5, 70, 1003, 9001}) {
      double[] x = DoubleData.vector(random, 1, n, 1);
      double[] y = DoubleData.vector(random, 2, n, 1);
      add(crc, backend.nrm2(n, x, 1, 1), backend.asum(n, x, 1, 1), backend.iamax(n, x, 1, 1));
      add(crc, backend.mean(n, x, 1), backend.variance(n, x, 1));
      add(crc, backend.max(n, x, 1), backend.min(n, x, 1));
      add(crc, backend.argmax(n, x, 1), backend.argmin(n, x, 1));
      backend.scal(n, Double.MIN_NORMAL, x, 1, 1);
      add(crc, backend.nrm2(n, x, 1, 1), backend.nrm2(n / 3, x, 1, -3));
      backend.swap(n, x, 1, 1, y, 2, 1);
      backend.copy(n / 2, x, 1, -2, y, 2, 1);
      int rows = 3;
      int columns = n / rows;
      backend.ger(rows, columns, 0.7, y, 2, 1, y, 5, 1, x, 1, columns);
      add(crc, x);
      add(crc, y);
      backend.logSoftmaxRows(rows, columns, x, 1, columns, y, 2, columns);
      add(crc, y);
      backend.logSoftmaxGradientRows(rows, columns, y, 2, columns, x, 1, columns, x, 1, columns);
      add(crc, x);
      int[] classes = new int[rows];
      backend.argmaxRows(rows, columns, x, 1, columns, classes, 0);
      for (int c : classes) {
        add(crc, c);
      }
      double[] product = new double[n];
      int width = Math.min(433, columns);
      backend.gemv(Transpose.NO, n / width, width, 0.3, x, 1, width, y, 2, 1, 0, product, 0, 1);
      backend.gemv(Transpose.YES, n / width, width, 1, x, 1, width, product, 0, -1, 1, y, 2, 1);
      add(crc, product);
      add(crc, y);
    }
  }

  private static void add(CRC32 crc, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    for (double value : values) {
      bytes.putDouble(Double.isNaN(value) ? Double.NaN : value);
    }
    crc.update(bytes.array());
  }
}
