package org.lanewise.cli;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Transpose;
import org.lanewise.nn.random.RandomStream;

/**
 * A second's look at a backend: its results against the scalar backend, and its speed.
 *
 * @param passed whether a product has the bits of the scalar backend, or is within the error bound
 *     of any order of sums if the backend promises no more
 * @param gigaflops the speed of a float32 product of 512 x 512 x 512, the best median of five
 * @param timesPlainLoops how many times the speed of the scalar backend that is
 */
record SelfTest(boolean passed, double gigaflops, double timesPlainLoops) {
  private static final int SIZE = 512;
  private static final int RUNS = 5;
  private static final long PAUSE_NANOS = 15_000_000L;
  private static final long BUDGET_NANOS = 900_000_000L;

  /** Several medians, none of which is better by this, show that the compiler is done. */
  private static final int SETTLED = 6;

  private static final double GAIN = 0.95;

  /**
   * A product by the scalar backend, which all that are tested in one run are compared with.
   *
   * @param nanos the time it took, the shorter of two
   */
  record PlainLoops(float[] a, float[] b, float[] product, long nanos) {
    static PlainLoops measure() throws BackendUnavailableException {
      Backend scalar = Backends.named("scalar");
      float[] a = numbers("A");
      float[] b = numbers("B");
      float[] product = new float[SIZE * SIZE];
      long first = time(scalar, a, b, product);
      return new PlainLoops(a, b, product, Math.min(first, time(scalar, a, b, product)));
    }
  }

  static SelfTest run(Backend backend, PlainLoops plain) {
    float[] a = plain.a;
    float[] b = plain.b;
    float[] expected = plain.product;
    float[] actual = new float[SIZE * SIZE];
    double nanos = median(backend, a, b, actual);
    long start = System.nanoTime();
    for (int settled = 0; settled < SETTLED && System.nanoTime() - start < BUDGET_NANOS; ) {
      // The compiler gets on where it shares the processor only while nothing else runs.
      LockSupport.parkNanos(PAUSE_NANOS);
      double next = median(backend, a, b, actual);
      settled = next < GAIN * nanos ? 0 : settled + 1;
      nanos = Math.min(nanos, next);
    }
    return new SelfTest(
        backend.isReproducible()
            ? Arrays.equals(expected, actual)
            : isWithinBound(expected, actual),
        2.0 * SIZE * SIZE * SIZE / nanos,
        plain.nanos / nanos);
  }

  /** The factors are below 0.5: a sum of {@code SIZE} products and its rounding stay below this. */
  private static boolean isWithinBound(float[] expected, float[] actual) {
    double bound = 2.0 * SIZE * Math.ulp(1f) * 0.25 * SIZE;
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs((double) expected[i] - actual[i]) <= bound)) {
        return false;
      }
    }
    return true;
  }

  private static double median(Backend backend, float[] a, float[] b, float[] c) {
    long[] times = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      times[i] = time(backend, a, b, c);
    }
    Arrays.sort(times);
    return times[RUNS / 2];
  }

  private static float[] numbers(String name) {
    RandomStream random = RandomStream.of(0, name);
    float[] numbers = new float[SIZE * SIZE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble() - 0.5f;
    }
    return numbers;
  }

  private static long time(Backend backend, float[] a, float[] b, float[] c) {
    long start = System.nanoTime();
    backend.gemm(
        Transpose.NO, Transpose.NO, SIZE, SIZE, SIZE, 1, a, 0, SIZE, b, 0, SIZE, 0, c, 0, SIZE);
    return System.nanoTime() - start;
  }
}
