package org.lanewise.openblas;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Random;

/**
 * Small products of each kind against plain loops, before a library is trusted: a wrong build, or
 * one that changes how this process treats tiny numbers, is found here and not in a user's results.
 */
final class SelfTest {
  private static final int M = 13;
  private static final int N = 9;
  private static final int K = 17;
  private static final String[] LETTERS = {"N", "T"};

  private SelfTest() {}

  static void check(BLAS blas) throws UnusableLibraryException {
    try {
      for (String ta : LETTERS) {
        for (String tb : LETTERS) {
          singleProduct(blas, ta, tb);
          doubleProduct(blas, ta, tb);
        }
      }
      specialValues(blas);
      vectors(blas);
    } catch (LinkageError | RuntimeException e) {
      throw new UnusableLibraryException("failed its self-test: " + LibrarySearch.reason(e));
    }
    if (flushesToZero(Float.MIN_VALUE, Double.MIN_VALUE)) {
      throw new UnusableLibraryException(
          "makes this process take subnormal numbers for 0, which changes every other result");
    }
  }

  /** Returns whether numbers below the normal ones have become 0. */
  static boolean flushesToZero(float leastFloat, double leastDouble) {
    return leastFloat * 2 == 0 || leastDouble * 2 == 0;
  }

  private static void singleProduct(BLAS blas, String ta, String tb)
      throws UnusableLibraryException {
    Random random = new Random(1);
    float[] a = new float[M * K];
    float[] b = new float[K * N];
    float[] c = new float[M * N];
    fill(random, a);
    fill(random, b);
    fill(random, c);
    float[] expected = c.clone();
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < M; i++) {
        double sum = 0;
        for (int p = 0; p < K; p++) {
          double x = a[ta.equals("N") ? p * M + i : i * K + p];
          sum += x * b[tb.equals("N") ? j * K + p : p * N + j];
        }
        expected[j * M + i] = (float) (0.5 * sum - 2.0 * c[j * M + i]);
      }
    }
    int lda = ta.equals("N") ? M : K;
    int ldb = tb.equals("N") ? K : N;
    blas.sgemm(ta, tb, M, N, K, 0.5f, a, lda, b, ldb, -2, c, M);
    for (int i = 0; i < c.length; i++) {
      near("sgemm " + ta + tb, expected[i], c[i], 1e-5);
    }
  }

  private static void doubleProduct(BLAS blas, String ta, String tb)
      throws UnusableLibraryException {
    Random random = new Random(2);
    double[] a = random.doubles(M * K, -0.5, 0.5).toArray();
    double[] b = random.doubles(K * N, -0.5, 0.5).toArray();
    double[] c = random.doubles(M * N, -0.5, 0.5).toArray();
    double[] expected = c.clone();
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < M; i++) {
        double sum = 0;
        for (int p = 0; p < K; p++) {
          double x = a[ta.equals("N") ? p * M + i : i * K + p];
          sum += x * b[tb.equals("N") ? j * K + p : p * N + j];
        }
        expected[j * M + i] = 0.5 * sum - 2.0 * c[j * M + i];
      }
    }
    int lda = ta.equals("N") ? M : K;
    int ldb = tb.equals("N") ? K : N;
    blas.dgemm(ta, tb, M, N, K, 0.5, a, lda, b, ldb, -2, c, M);
    for (int i = 0; i < c.length; i++) {
      near("dgemm " + ta + tb, expected[i], c[i], 1e-13);
    }
  }

  /** beta = 0 forgets what was there, NaN goes through, and subnormal numbers are kept. */
  private static void specialValues(BLAS blas) throws UnusableLibraryException {
    float[] c = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
    blas.sgemm("N", "N", 2, 2, 1, 1, new float[] {1, 2}, 2, new float[] {3, 4}, 1, 0, c, 2);
    near("sgemm with beta 0 over NaN", 8, c[3], 0);
    double[] d = {1, 1, 1, 1};
    double[] withNaN = {Double.NaN, 1};
    blas.dgemm("N", "N", 2, 2, 1, 1, withNaN, 2, new double[] {0, 1}, 1, 0, d, 2);
    if (!Double.isNaN(d[0]) || d[3] != 1) {
      throw new UnusableLibraryException("failed its self-test: dgemm loses NaN");
    }
    float[] tiny = {0};
    blas.sgemm(
        "N", "N", 1, 1, 1, 1, new float[] {Float.MIN_VALUE}, 1, new float[] {3}, 1, 0, tiny, 1);
    near("sgemm of a subnormal number", 3 * Float.MIN_VALUE, tiny[0], 0);
  }

  private static void vectors(BLAS blas) throws UnusableLibraryException {
    float[] a = {1, 2, 3, 4, 5, 6};
    float[] y = {1, 1, 1};
    blas.sgemv("T", 2, 3, 2, a, 0, 2, new float[] {1, 10}, 0, 1, 1, y, 0, 1);
    near("sgemv", 131, y[2], 0);
    double[] z = {1, 1};
    double[] doubles = {1, 2, 3, 4, 5, 6};
    blas.dgemv("N", 2, 3, 2, doubles, 0, 2, new double[] {1, 0, 10}, 0, 1, 1, z, 0, 1);
    near("dgemv", 125, z[1], 0);
    blas.sger(2, 3, 2, new float[] {1, 2}, 0, 1, new float[] {1, 2, 3}, 0, 1, a, 0, 2);
    near("sger", 18, a[5], 0);
    blas.dger(2, 3, 2, new double[] {1, 2}, 0, 1, new double[] {1, 2, 3}, 0, 1, doubles, 0, 2);
    near("dger", 18, doubles[5], 0);
  }

  private static void fill(Random random, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
  }

  private static void near(String what, double expected, double actual, double tolerance)
      throws UnusableLibraryException {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      throw new UnusableLibraryException(
          "failed its self-test: " + what + " gives " + actual + " instead of " + expected);
    }
  }
}
