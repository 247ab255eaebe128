package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

/**
 * Contract "Numbers": the SIMD backend has the bits of the scalar backend for random shapes,
 * offsets, leading dimensions and thread counts. Around every slice lies NaN, which must neither be
 * read nor written.
 */
class KernelProperties {
  private static final Backend SCALAR = named("scalar");
  private static final Backend SIMD = named("simd");

  private static Backend named(String name) {
    try {
      return Backends.named(name);
    } catch (BackendUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property(tries = 400)
  void gemm(
      @ForAll Transpose transA,
      @ForAll Transpose transB,
      @ForAll @IntRange(min = 0, max = 140) int m,
      @ForAll @IntRange(min = 0, max = 140) int n,
      @ForAll @IntRange(min = 0, max = 290) int k,
      @ForAll boolean scaled,
      @ForAll @DoubleRange(min = -2, max = 2) double factor,
      @ForAll @IntRange(min = 0, max = 2) int betaKind,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll long seed) {
    Random random = new Random(seed);
    double alpha = scaled ? factor : 1;
    double beta = new double[] {0, 1, 0.75}[betaKind];
    boolean plainA = transA == Transpose.NO;
    boolean plainB = transB == Transpose.NO;
    Slice a = Slice.random(random, plainA ? m : k, plainA ? k : m);
    Slice b = Slice.random(random, plainB ? k : n, plainB ? n : k);
    Slice expected = Slice.random(random, m, n);
    Slice actual = expected.copy();
    Slice.gemm(SCALAR, transA, transB, m, n, k, alpha, a, b, beta, expected);
    Slice.gemm(
        SIMD.with(Parallelism.of(threads)), transA, transB, m, n, k, alpha, a, b, beta, actual);
    expected.assertSame(actual);
  }

  @Property(tries = 400)
  void gemv(
      @ForAll Transpose trans,
      @ForAll @IntRange(min = 0, max = 300) int m,
      @ForAll @IntRange(min = 0, max = 300) int n,
      @ForAll @DoubleRange(min = -2, max = 2) double alpha,
      @ForAll @IntRange(min = 0, max = 2) int betaKind,
      @ForAll long seed) {
    Random random = new Random(seed);
    double beta = new double[] {0, 1, 0.75}[betaKind];
    boolean plain = trans == Transpose.NO;
    Slice a = Slice.random(random, m, n);
    Slice x = Slice.random(random, 1, plain ? n : m);
    Slice expected = Slice.random(random, 1, plain ? m : n);
    Slice actual = expected.copy();
    for (Backend backend : new Backend[] {SCALAR, SIMD}) {
      Slice y = backend == SCALAR ? expected : actual;
      backend.gemv(
          trans,
          m,
          n,
          (float) alpha,
          a.floats(),
          a.offset(),
          a.leadingDimension(),
          x.floats(),
          x.offset(),
          1,
          (float) beta,
          y.floats(),
          y.offset(),
          1);
      backend.gemv(
          trans,
          m,
          n,
          alpha,
          a.doubles(),
          a.offset(),
          a.leadingDimension(),
          x.doubles(),
          x.offset(),
          1,
          beta,
          y.doubles(),
          y.offset(),
          1);
    }
    expected.assertSame(actual);
  }

  @Property(tries = 300)
  void functionsAndTheirDerivatives(
      @ForAll UnaryOp.Kind kind, @ForAll @IntRange(min = 0, max = 700) int n, @ForAll long seed) {
    Random random = new Random(seed);
    UnaryOp op = operation(kind, random);
    Slice x = Slice.random(random, 1, n);
    Slice dy = Slice.random(random, 1, n);
    Slice expected = Slice.random(random, 1, n);
    Slice actual = expected.copy();
    Slice expectedGradient = expected.copy();
    Slice actualGradient = expected.copy();
    function(SCALAR, op, n, x, expected, dy, expectedGradient);
    function(SIMD, op, n, x, actual, dy, actualGradient);
    expected.assertSame(actual);
    expectedGradient.assertSame(actualGradient);
  }

  private static UnaryOp operation(UnaryOp.Kind kind, Random random) {
    return switch (kind) {
      case LEAKY_RELU -> UnaryOp.leakyRelu(random.nextDouble());
      case ELU -> UnaryOp.elu(2 * random.nextDouble());
      case SELU -> UnaryOp.SELU;
      case CLAMP -> UnaryOp.clamp(-random.nextDouble(), random.nextDouble());
      default -> new UnaryOp(kind, 0, 0);
    };
  }

  private static void function(
      Backend backend, UnaryOp op, int n, Slice x, Slice y, Slice dy, Slice dx) {
    Slice saved = op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT ? y : x;
    backend.unary(op, n, x.floats(), x.offset(), y.floats(), y.offset());
    backend.unary(op, n, x.doubles(), x.offset(), y.doubles(), y.offset());
    backend.unaryGradient(
        op, n, saved.floats(), saved.offset(), dy.floats(), dy.offset(), dx.floats(), dx.offset());
    backend.unaryGradient(
        op,
        n,
        saved.doubles(),
        saved.offset(),
        dy.doubles(),
        dy.offset(),
        dx.doubles(),
        dx.offset());
  }

  @Property(tries = 300)
  void rowFunctions(
      @ForAll @IntRange(min = 0, max = 20) int m,
      @ForAll @IntRange(min = 0, max = 200) int n,
      @ForAll long seed) {
    Random random = new Random(seed);
    Slice x = Slice.random(random, m, n);
    Slice expected = Slice.random(random, m, n);
    Slice actual = expected.copy();
    Slice expectedRow = Slice.random(random, 1, Math.max(m, n));
    Slice actualRow = expectedRow.copy();
    rowFunctions(SCALAR, m, n, x, expected, expectedRow);
    rowFunctions(SIMD, m, n, x, actual, actualRow);
    expected.assertSame(actual);
    expectedRow.assertSame(actualRow);
  }

  private static void rowFunctions(Backend backend, int m, int n, Slice x, Slice y, Slice row) {
    int ldx = x.leadingDimension();
    int ldy = y.leadingDimension();
    backend.softmaxRows(m, n, x.floats(), x.offset(), ldx, y.floats(), y.offset(), ldy);
    backend.softmaxRows(m, n, x.doubles(), x.offset(), ldx, y.doubles(), y.offset(), ldy);
    backend.logSumExpRows(m, n, x.floats(), x.offset(), ldx, row.floats(), row.offset());
    backend.logSumExpRows(m, n, x.doubles(), x.offset(), ldx, row.doubles(), row.offset());
    backend.columnSums(m, n, x.floats(), x.offset(), ldx, row.floats(), row.offset());
    backend.columnSums(m, n, x.doubles(), x.offset(), ldx, row.doubles(), row.offset());
    backend.addRow(m, n, row.floats(), row.offset(), y.floats(), y.offset(), ldy);
    backend.addRow(m, n, row.doubles(), row.offset(), y.doubles(), y.offset(), ldy);
  }

  @Property(tries = 300)
  void sums(@ForAll @IntRange(min = 0, max = 3000) int n, @ForAll long seed) {
    Random random = new Random(seed);
    Slice x = Slice.random(random, 1, n);
    Slice y = Slice.random(random, 1, n);
    assertEquals(SCALAR.sum(n, x.floats(), x.offset()), SIMD.sum(n, x.floats(), x.offset()));
    assertEquals(SCALAR.sum(n, x.doubles(), x.offset()), SIMD.sum(n, x.doubles(), x.offset()));
    assertEquals(
        SCALAR.dot(n, x.floats(), x.offset(), 1, y.floats(), y.offset(), 1),
        SIMD.dot(n, x.floats(), x.offset(), 1, y.floats(), y.offset(), 1));
    assertEquals(
        SCALAR.dot(n, x.doubles(), x.offset(), 1, y.doubles(), y.offset(), 1),
        SIMD.dot(n, x.doubles(), x.offset(), 1, y.doubles(), y.offset(), 1));
  }

  /** Contract "Accuracy": a product is within k eps |A| |B| of exact arithmetic (here: double). */
  @Property(tries = 100)
  void productsAreAccurate(
      @ForAll @IntRange(min = 1, max = 40) int m,
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 300) int k,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] a = gaussian(random, m * k);
    float[] b = gaussian(random, k * n);
    float[] c = new float[m * n];
    SIMD.gemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, k, b, 0, n, 0, c, 0, n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double exact = 0;
        double magnitude = 0;
        for (int p = 0; p < k; p++) {
          double product = (double) a[i * k + p] * b[p * n + j];
          exact += product;
          magnitude += Math.abs(product);
        }
        // The unit roundoff of float is 2^-24; the oracle's own error is far below the bound.
        assertEquals(exact, c[i * n + j], k * 0x1p-24 * magnitude);
      }
    }
  }

  private static float[] gaussian(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
