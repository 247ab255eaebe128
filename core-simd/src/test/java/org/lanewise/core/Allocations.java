package org.lanewise.core;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what operations allocate in steady state. A program of its own, so that tests can start
 * it with other vector widths.
 */
final class Allocations {
  private static final int SIZE = 96;
  private static final int LARGE = 1 << 17;
  private static final int WARM_UP = 1_000;
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

  private Allocations() {}

  /** Prints the width of the backend's vectors and what allocates, on one thread. */
  public static void main(String[] args) {
    System.out.println(Backends.best().vectorBits() + " " + of(1));
  }

  /** Returns the bytes that calls allocate, of those that allocate any. */
  static Map<String, Long> of(int threads) {
    return new Allocations().measured(Backends.best().with(Parallelism.of(threads)));
  }

  private Map<String, Long> measured(Backend backend) {
    Map<String, Runnable> calls = new LinkedHashMap<>();
    Transpose no = Transpose.NO;
    Transpose yes = Transpose.YES;
    int n = SIZE;
    int all = n * n;
    int half = all / 2;
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
    float[] halves = new float[all];
    Arrays.fill(halves, 0.5f);
    float[] unusual = halves.clone();
    Arrays.fill(unusual, 0, n, Float.NaN);
    for (UnaryOp op : FloatOperationsTest.functions()) {
      calls.put(op.kind() + " of halves", () -> backend.unary(op, all, halves, 0, c, 0));
      calls.put(op.kind() + " of NaN", () -> backend.unary(op, all, unusual, 0, c, 0));
    }
    calls.put("softmax", () -> backend.softmaxRows(n, n, a, 0, n, c, 0, n));
    calls.put("softmax of short rows", () -> backend.softmaxRows(all / 10, 10, b, 0, 10, c, 0, 10));
    calls.put("log-softmax", () -> backend.logSoftmaxRows(n, n, a, 0, n, c, 0, n));
    calls.put("softmax of a long row", () -> backend.softmaxRows(1, all, b, 0, all, c, 0, all));
    calls.put("log-sum-exp", () -> backend.logSumExpRows(n, n, a, 0, n, c, 0));
    calls.put("column sums", () -> backend.columnSums(n, n, a, 0, n, c, 0));
    for (StepRule.Kind kind : StepRule.Kind.values()) {
      StepRule rule = new TestRule(kind, 0.9, 0.99, 1e-8, 0);
      calls.put(
          kind.name(),
          () -> backend.optimizerStep(rule, 1, 0.1, all, a, 0, d, 0, b, 0, c, 0, sums, 0));
      calls.put(
          "double " + kind,
          () -> backend.optimizerStep(rule, 1, 0.1, all / 2, e, 0, f, 0, g, 0, e, half, f, half));
    }
    calls.put("penalty", () -> backend.addPenaltyGradient(all, 0.1f, 0.1f, a, 0, d, 0));
    calls.put("column norms", () -> backend.limitColumnNorms(n, n, 1, d, 0, n));
    addFinished(calls, backend);
    for (Weights format : Weights.values()) {
      FloatEpilogue relu = FloatEpilogue.activation(UnaryOp.RELU, d, 3);
      WeightMatrix small = WeightMatrix.of(format, 70, 77, b, 0, 77);
      WeightMatrix wide = WeightMatrix.of(format, 256, 512, large, 0, 512);
      calls.put("row by " + small, () -> backend.multiplyRow(small, a, 0, c, 0, relu));
      calls.put("row by " + wide, () -> backend.multiplyRow(wide, a, 0, c, 0, relu));
    }
    // Large enough to be divided among threads.
    calls.put(
        "gemm on threads",
        () ->
            backend.gemm(no, no, 160, 160, 160, 1, large, 0, 160, other, 0, 160, 0, sums, 0, 160));
    calls.put("tanh on threads", () -> backend.unary(UnaryOp.TANH, LARGE, large, 0, sums, 0));
    Map<String, Long> allocating = new TreeMap<>();
    calls.forEach(
        (name, call) -> {
          long bytes = allocated(call);
          if (bytes > 0) {
            allocating.put(name, bytes);
          }
        });
    return allocating;
  }

  /** Products with an epilogue, with a packed matrix, and the packing of another one. */
  private void addFinished(Map<String, Runnable> calls, Backend backend) {
    Transpose no = Transpose.NO;
    Transpose yes = Transpose.YES;
    int n = SIZE;
    Map<String, FloatEpilogue> epilogues =
        Map.of(
            "relu", FloatEpilogue.activation(UnaryOp.RELU, d, 3),
            "sigmoid", FloatEpilogue.activation(UnaryOp.SIGMOID, d, 3),
            "derivative", FloatEpilogue.derivative(UnaryOp.TANH, d, 0, n));
    Map<String, DoubleEpilogue> doubleEpilogues =
        Map.of(
            "relu", DoubleEpilogue.activation(UnaryOp.RELU, f, 3),
            "sigmoid", DoubleEpilogue.activation(UnaryOp.SIGMOID, f, 3),
            "derivative", DoubleEpilogue.derivative(UnaryOp.TANH, f, 0, n));
    FloatPackedMatrix packed = backend.pack(no, n, n, b, 0, n);
    DoublePackedMatrix doublePacked = backend.pack(no, n, n, f, 0, n);
    // So many rows and columns that operands are read in place, and so many that they are packed.
    for (int m : new int[] {7, n}) {
      epilogues.forEach(
          (name, epilogue) -> {
            calls.put(
                "gemm " + m + " " + name,
                () -> backend.gemm(no, yes, m, n, n, 1, a, 0, n, b, 0, n, 1, c, 0, n, epilogue));
            calls.put(
                "packed gemm " + m + " " + name,
                () -> backend.gemm(yes, m, 0.5f, a, 0, n, packed, 0, c, 0, n, epilogue));
          });
      doubleEpilogues.forEach(
          (name, epilogue) -> {
            calls.put(
                "dgemm " + m + " " + name,
                () -> backend.gemm(no, no, m, n, n, 1, e, 0, n, f, 0, n, 0, g, 0, n, epilogue));
            calls.put(
                "packed dgemm " + m + " " + name,
                () -> backend.gemm(no, m, 0.5, e, 0, n, doublePacked, 0, g, 0, n, epilogue));
          });
    }
    calls.put("repack", () -> backend.repack(packed, yes, b, 0, n));
    calls.put("repack double", () -> backend.repack(doublePacked, yes, f, 0, n));
  }

  /**
   * Returns the least bytes of several measurements of 100 calls: the compiler may replace code
   * while one is taken. A compiler that has not come to it yet, on a busy machine, is waited for.
   */
  static long allocated(Runnable call) {
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 60 && least > 0; attempt++) {
      if (attempt >= 10) {
        LockSupport.parkNanos(10_000_000);
      }
      for (int i = 0; i < WARM_UP; i++) {
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
