package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract "Memory": no call allocates in steady state, on the calling thread. */
class AllocationTest {
  private static final int SIZE = 96;
  private static final int LARGE = 1 << 17;
  private static final int WARM_UP = 10_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final float[] a = new float[SIZE * SIZE];
  private final float[] b = new float[SIZE * SIZE];
  private final float[] c = new float[SIZE * SIZE];
  private final float[] d = new float[SIZE * SIZE];
  private final float[] large = new float[LARGE];
  private final float[] other = new float[LARGE];
  private final float[] sums = new float[LARGE];
  private final double[] e = new double[SIZE * SIZE];
  private final double[] f = new double[SIZE * SIZE];
  private final double[] g = new double[SIZE * SIZE];

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noOperationAllocates(int threads) {
    Backend backend = Backends.best().with(Parallelism.of(threads));
    Map<String, Runnable> calls = new LinkedHashMap<>();
    Transpose no = Transpose.NO;
    Transpose yes = Transpose.YES;
    int n = SIZE;
    int all = n * n;
    calls.put("gemm", () -> backend.gemm(no, no, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n));
    calls.put("gemm NT", () -> backend.gemm(no, yes, 50, 50, 50, 1, a, 0, n, b, 0, n, 1, c, 0, n));
    calls.put("dgemm", () -> backend.gemm(yes, no, 30, 30, 30, 1, e, 0, n, f, 0, n, 0, g, 0, n));
    calls.put("gemv", () -> backend.gemv(yes, n, n, 1, a, 0, n, b, 0, 1, 0, c, 0, 1));
    calls.put("axpy", () -> backend.axpy(all, 0.5f, a, 0, 1, b, 0, 1));
    calls.put("dot", () -> backend.dot(all, a, 0, 1, b, 0, 1));
    for (UnaryOp op : FloatOperationsTest.functions()) {
      calls.put(op.kind().name(), () -> backend.unary(op, all, a, 0, c, 0));
      calls.put(op.kind() + " gradient", () -> backend.unaryGradient(op, all, a, 0, b, 0, c, 0));
      calls.put("double " + op, () -> backend.unary(op, all, e, 0, f, 0));
      calls.put("double gradient " + op, () -> backend.unaryGradient(op, all, e, 0, f, 0, g, 0));
    }
    calls.put("softmax", () -> backend.softmaxRows(n, n, a, 0, n, c, 0, n));
    calls.put("log-sum-exp", () -> backend.logSumExpRows(n, n, a, 0, n, c, 0));
    calls.put("column sums", () -> backend.columnSums(n, n, a, 0, n, c, 0));
    calls.put("adam", () -> backend.adamStep(all, 1, 0.1, 0.9, 0.99, 1e-8, a, 0, b, 0, c, 0, d, 0));
    calls.put("momentum", () -> backend.momentumStep(all, 0.1f, 0.9f, a, 0, b, 0, d, 0));
    // Large enough to be divided among threads.
    calls.put(
        "gemm on threads",
        () ->
            backend.gemm(no, no, 160, 160, 160, 1, large, 0, 160, other, 0, 160, 0, sums, 0, 160));
    calls.put("tanh on threads", () -> backend.unary(UnaryOp.TANH, LARGE, large, 0, sums, 0));
    calls.forEach((name, call) -> assertEquals(0, allocated(call), name));
  }

  /** The least of several measurements: the compiler may replace code while one is taken. */
  static long allocated(Runnable call) {
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20 && least > 0; attempt++) {
      for (int i = 0; i < WARM_UP / 10; i++) {
        call.run();
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        call.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
