package org.lanewise.bench;

/** The loops that people write, against which a kernel is measured. */
final class PlainLoops {
  private PlainLoops() {}

  /** C = A B by the three loops of the textbook, the sum in the inner one. */
  static void tripleLoop(int m, int n, int k, float[] a, float[] b, float[] c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * k + p] * b[p * n + j];
        }
        c[i * n + j] = sum;
      }
    }
  }

  /** C = A B with the loops in the order that walks along rows, which the compiler vectorizes. */
  static void rowLoop(int m, int n, int k, float[] a, float[] b, float[] c) {
    java.util.Arrays.fill(c, 0);
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        float x = a[i * k + p];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += x * b[p * n + j];
        }
      }
    }
  }
}
