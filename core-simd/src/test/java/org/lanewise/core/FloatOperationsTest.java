package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every backend gives the bits of the scalar definition, over sizes around the lane and tile
 * counts, with offsets and gaps that are poisoned by NaN and must stay as they were.
 */
class FloatOperationsTest {
  private static final int[] SIZES = {
    0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 48, 63, 64, 65, 127, 129
  };
  private static final float[] BETAS = {0, 1, -0.5f};

  private final Random random = new Random(7);

  /** Every backend but the scalar one, on one thread and on several. */
  static Stream<Backend> backends() {
    List<Backend> vectors = Backends.available().stream().filter(b -> b.vectorBits() > 0).toList();
    assertFalse(vectors.isEmpty(), "the tests need --add-modules jdk.incubator.vector");
    return vectors.stream()
        .flatMap(b -> Stream.of(b.with(Parallelism.of(1)), b.with(Parallelism.of(3))));
  }

  static Backend scalar() {
    return Backends.available().stream()
        .filter(b -> b.name().equals("scalar"))
        .findFirst()
        .orElseThrow();
  }

  /** Returns an array of poison with numbers in the slice given. */
  private float[] slice(int offset, int rows, int columns, int leadingDimension) {
    float[] array = new float[offset + Math.max(0, rows - 1) * leadingDimension + columns + 5];
    java.util.Arrays.fill(array, Float.NaN);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        array[offset + i * leadingDimension + j] = number();
      }
    }
    return array;
  }

  private float number() {
    return switch (random.nextInt(40)) {
      case 0 -> 0f;
      case 1 -> -0f;
      case 2 -> Float.MIN_VALUE * 3;
      default -> (float) random.nextGaussian();
    };
  }

  private static void assertSameBits(float[] expected, float[] actual, Object what) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
        assertEquals(expected[i], actual[i], what + " at " + i);
        throw new AssertionError(what + " at " + i + ": " + expected[i] + " and " + actual[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void gemmHasTheBitsOfAnInOrderChainOfFusedMultiplyAdds(Backend backend) {
    for (Transpose transA : Transpose.values()) {
      for (Transpose transB : Transpose.values()) {
        for (int round = 0; round < 250; round++) {
          int m = SIZES[random.nextInt(SIZES.length)];
          int n = SIZES[random.nextInt(SIZES.length)];
          int k = SIZES[random.nextInt(SIZES.length)] * (round % 7 == 0 ? 3 : 1);
          float alpha = round % 5 == 0 ? 0.75f : round % 11 == 0 ? 0 : 1;
          gemm(backend, transA, transB, m, n, k, alpha, BETAS[round % BETAS.length]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void gemmKeepsItsBitsBeyondOneCacheBlock(Backend backend) {
    gemm(backend, Transpose.NO, Transpose.NO, 500, 97, 300, 1, 0);
    gemm(backend, Transpose.YES, Transpose.NO, 67, 1700, 140, 0.5f, 1);
    gemm(backend, Transpose.NO, Transpose.YES, 130, 600, 260, 1, 2);
    gemm(backend, Transpose.YES, Transpose.YES, 300, 300, 300, 1, 0);
  }

  private void gemm(
      Backend backend,
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      float alpha,
      float beta) {
    int aRows = transA == Transpose.NO ? m : k;
    int aColumns = transA == Transpose.NO ? k : m;
    int bRows = transB == Transpose.NO ? k : n;
    int bColumns = transB == Transpose.NO ? n : k;
    int lda = Math.max(1, aColumns + random.nextInt(3));
    int ldb = Math.max(1, bColumns + random.nextInt(3));
    int ldc = Math.max(1, n + random.nextInt(3));
    int offset = random.nextInt(4);
    float[] a = slice(offset, aRows, aColumns, lda);
    float[] b = slice(offset + 1, bRows, bColumns, ldb);
    float[] expected = slice(offset + 2, m, n, ldc);
    if (beta == 0 && m > 0 && n > 0) {
      expected[offset + 2] = Float.NaN; // must not be read
    }
    float[] actual = expected.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = offset + 2 + i * ldc + j;
        float sum = beta == 0 ? 0 : beta * expected[at];
        for (int p = 0; p < k && alpha != 0; p++) {
          float x = a[offset + (transA == Transpose.NO ? i * lda + p : p * lda + i)];
          float y = b[offset + 1 + (transB == Transpose.NO ? p * ldb + j : j * ldb + p)];
          sum = Math.fma(alpha * x, y, sum);
        }
        expected[at] = sum;
      }
    }
    String what = transA + "," + transB + " " + m + "x" + n + "x" + k + " beta " + beta;
    float[] plain = actual.clone();
    scalar()
        .gemm(
            transA,
            transB,
            m,
            n,
            k,
            alpha,
            a,
            offset,
            lda,
            b,
            offset + 1,
            ldb,
            beta,
            plain,
            offset + 2,
            ldc);
    assertSameBits(expected, plain, "scalar " + what);
    backend.gemm(
        transA,
        transB,
        m,
        n,
        k,
        alpha,
        a,
        offset,
        lda,
        b,
        offset + 1,
        ldb,
        beta,
        actual,
        offset + 2,
        ldc);
    assertSameBits(expected, actual, what);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void gemvHasTheBitsOfItsDefinitionForEveryIncrement(Backend backend) {
    int[] increments = {1, 1, 2, -1, -3};
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (Transpose trans : Transpose.values()) {
          int incX = increments[random.nextInt(increments.length)];
          int incY = increments[random.nextInt(increments.length)];
          int xLength = trans == Transpose.NO ? n : m;
          int yLength = trans == Transpose.NO ? m : n;
          int lda = Math.max(1, n + random.nextInt(3));
          float alpha = random.nextBoolean() ? 1 : 0.3f;
          float beta = BETAS[random.nextInt(BETAS.length)];
          float[] a = slice(2, m, n, lda);
          float[] x = slice(1, xLength, 1, Math.abs(incX));
          float[] y = slice(3, yLength, 1, Math.abs(incY));
          float[] actual = y.clone();
          for (int i = 0; i < yLength; i++) {
            int yi = 3 + (incY > 0 ? i : i - yLength + 1) * incY;
            float sum = beta == 0 ? 0 : beta * y[yi];
            for (int p = 0; p < xLength; p++) {
              float xp = x[1 + (incX > 0 ? p : p - xLength + 1) * incX];
              float ap = a[2 + (trans == Transpose.NO ? i * lda + p : p * lda + i)];
              sum = Math.fma(alpha * xp, ap, sum);
            }
            y[yi] = sum;
          }
          backend.gemv(trans, m, n, alpha, a, 2, lda, x, 1, incX, beta, actual, 3, incY);
          assertSameBits(y, actual, trans + " gemv " + m + "x" + n + " " + incX + " " + incY);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void vectorOperationsHaveTheBitsOfTheScalarBackend(Backend backend) {
    for (int n : SIZES) {
      float[] x = slice(3, 1, n, Math.max(1, n));
      float[] y = slice(2, 1, n, Math.max(1, n));
      float[] expected = y.clone();
      float[] actual = y.clone();
      scalar().axpy(n, 0.7f, x, 3, 1, expected, 2, 1);
      backend.axpy(n, 0.7f, x, 3, 1, actual, 2, 1);
      assertSameBits(expected, actual, "axpy " + n);
      scalar().scal(n, 1.3f, expected, 2, 1);
      backend.scal(n, 1.3f, actual, 2, 1);
      assertSameBits(expected, actual, "scal " + n);
      scalar().multiply(n, x, 3, y, 2, expected, 2);
      backend.multiply(n, x, 3, y, 2, actual, 2);
      assertSameBits(expected, actual, "multiply " + n);
      assertEquals(
          Float.floatToIntBits(scalar().dot(n, x, 3, 1, y, 2, 1)),
          Float.floatToIntBits(backend.dot(n, x, 3, 1, y, 2, 1)),
          "dot " + n);
      assertEquals(
          Float.floatToIntBits(scalar().sum(n, x, 3)),
          Float.floatToIntBits(backend.sum(n, x, 3)),
          "sum " + n);
      assertEquals(
          Float.floatToIntBits(foldedInHalves(n, x, 3)),
          Float.floatToIntBits(backend.sum(n, x, 3)),
          "sum " + n + " by its definition");
    }
  }

  /** The definition of a sum, in so many words. */
  private static float foldedInHalves(int n, float[] x, int offset) {
    int count = 256 / Float.BYTES;
    float[] sums = new float[count];
    for (int i = 0; i < n; i++) {
      sums[i % count] += x[offset + i];
    }
    for (int half = count / 2; half >= 1; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] += sums[i + half];
      }
    }
    return sums[0];
  }

  @ParameterizedTest
  @MethodSource("backends")
  void longVectorsKeepTheirBitsWhenThreadsShareThem(Backend backend) {
    int n = 200_001;
    float[] x = slice(1, 1, n, n);
    float[] y = slice(2, 1, n, n);
    float[] expected = y.clone();
    float[] actual = y.clone();
    scalar().unary(UnaryOp.TANH, n, x, 1, expected, 2);
    backend.unary(UnaryOp.TANH, n, x, 1, actual, 2);
    assertSameBits(expected, actual, "tanh");
    scalar().unaryGradient(UnaryOp.RELU, n, x, 1, y, 2, expected, 2);
    backend.unaryGradient(UnaryOp.RELU, n, x, 1, y, 2, actual, 2);
    assertSameBits(expected, actual, "ReLU gradient");
    scalar().axpy(n, -2, x, 1, 1, expected, 2, 1);
    backend.axpy(n, -2, x, 1, 1, actual, 2, 1);
    assertSameBits(expected, actual, "axpy");
  }

  static List<UnaryOp> functions() {
    return List.of(
        UnaryOp.IDENTITY,
        UnaryOp.EXP,
        UnaryOp.EXPM1,
        UnaryOp.LOG,
        UnaryOp.LOG1P,
        UnaryOp.SIGMOID,
        UnaryOp.TANH,
        UnaryOp.SOFTPLUS,
        UnaryOp.RELU,
        UnaryOp.leakyRelu(0.1),
        UnaryOp.elu(0.7),
        UnaryOp.SELU,
        UnaryOp.GELU,
        UnaryOp.GELU_TANH,
        UnaryOp.SILU,
        UnaryOp.SQRT,
        UnaryOp.RECIPROCAL,
        UnaryOp.clamp(-0.5, 0.8));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void functionsAndDerivativesHaveTheBitsOfTheScalarBackend(Backend backend) {
    float[] specials = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f, 1e30f, -1e30f, 100, -100
    };
    for (UnaryOp op : functions()) {
      for (int n : SIZES) {
        float[] x = slice(3, 1, n, Math.max(1, n));
        for (int i = 0; i < n; i++) {
          x[3 + i] = i < specials.length ? specials[i] : 4 * number();
        }
        float[] dy = slice(1, 1, n, Math.max(1, n));
        float[] expected = slice(2, 1, n, Math.max(1, n));
        float[] actual = expected.clone();
        scalar().unary(op, n, x, 3, expected, 2);
        backend.unary(op, n, x, 3, actual, 2);
        assertSameBits(expected, actual, op + " " + n);
        float[] inPlace = x.clone();
        backend.unary(op, n, inPlace, 3, inPlace, 3);
        for (int i = 0; i < n; i++) {
          assertEquals(expected[2 + i], inPlace[3 + i], op + " in place");
        }
        boolean fromOutput = op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT;
        float[] saved = fromOutput ? expected.clone() : x;
        int at = fromOutput ? 2 : 3;
        scalar().unaryGradient(op, n, saved, at, dy, 1, expected, 2);
        backend.unaryGradient(op, n, saved, at, dy, 1, dy, 1);
        for (int i = 0; i < n; i++) {
          assertEquals(expected[2 + i], dy[1 + i], op + " gradient");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void rowFunctionsHaveTheBitsOfTheScalarBackend(Backend backend) {
    for (int m : new int[] {0, 1, 3, 8}) {
      for (int n : SIZES) {
        int ld = n + 1;
        float[] x = slice(2, m, n, ld);
        float[] row = slice(1, 1, n, ld);
        if (m > 1 && n > 1) {
          x[2] = Float.POSITIVE_INFINITY;
          x[2 + ld] = 1e30f;
        }
        float[] expected = slice(1, m, n, ld);
        float[] actual = expected.clone();
        scalar().softmaxRows(m, n, x, 2, ld, expected, 1, ld);
        backend.softmaxRows(m, n, x, 2, ld, actual, 1, ld);
        assertSameBits(expected, actual, "softmax " + m + "x" + n);
        float[] dy = slice(2, m, n, ld);
        float[] dx = dy.clone();
        scalar().softmaxGradientRows(m, n, expected, 1, ld, dy, 2, ld, dy, 2, ld);
        backend.softmaxGradientRows(m, n, actual, 1, ld, dx, 2, ld, dx, 2, ld);
        assertSameBits(dy, dx, "softmax gradient " + m + "x" + n);
        scalar().addRow(m, n, row, 1, expected, 1, ld);
        backend.addRow(m, n, row, 1, actual, 1, ld);
        assertSameBits(expected, actual, "addRow " + m + "x" + n);
        float[] sums = slice(4, 1, Math.max(m, n), 200);
        float[] vectorSums = sums.clone();
        scalar().columnSums(m, n, x, 2, ld, sums, 4);
        backend.columnSums(m, n, x, 2, ld, vectorSums, 4);
        assertSameBits(sums, vectorSums, "columnSums " + m + "x" + n);
        scalar().logSumExpRows(m, n, x, 2, ld, sums, 4);
        backend.logSumExpRows(m, n, x, 2, ld, vectorSums, 4);
        assertSameBits(sums, vectorSums, "logSumExp " + m + "x" + n);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void optimizerStepsHaveTheBitsOfTheScalarBackend(Backend backend) {
    for (StepRule.Kind kind : StepRule.Kind.values()) {
      StepRule rule = new TestRule(kind, 0.9, 0.999, 1e-8, 0.1);
      for (int n : new int[] {0, 1, 17, 64, 129, 100_003}) {
        float[][] expected = new float[5][];
        float[][] actual = new float[5][];
        for (int k = 0; k < 5; k++) {
          expected[k] = slice(1 + k, 1, n, Math.max(1, n));
          for (int i = 0; i < n && k > 1; i++) {
            expected[k][1 + k + i] = Math.abs(expected[k][1 + k + i]);
          }
          actual[k] = expected[k].clone();
        }
        for (int step = 1; step < 4; step++) {
          steps(scalar(), rule, step, n, expected);
          steps(backend, rule, step, n, actual);
        }
        for (int k = 0; k < 5; k++) {
          assertSameBits(expected[k], actual[k], kind + " " + n + ", operand " + k);
        }
      }
    }
  }

  private static void steps(Backend backend, StepRule rule, int step, int n, float[][] a) {
    backend.optimizerStep(rule, step, 0.01, n, a[0], 1, a[1], 2, a[2], 3, a[3], 4, a[4], 5);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void penaltiesAndLimitsOfNormsHaveTheBitsOfTheScalarBackend(Backend backend) {
    for (int n : SIZES) {
      float[] w = slice(3, 1, n, Math.max(1, n));
      float[] expected = slice(2, 1, n, Math.max(1, n));
      float[] actual = expected.clone();
      scalar().addPenaltyGradient(n, 0.3f, 0.7f, w, 3, expected, 2);
      backend.addPenaltyGradient(n, 0.3f, 0.7f, w, 3, actual, 2);
      assertSameBits(expected, actual, "penalty " + n);
      for (int m : new int[] {0, 1, 5, 33}) {
        expected = slice(1, m, n, n + 2);
        actual = expected.clone();
        scalar().limitColumnNorms(m, n, 2, expected, 1, n + 2);
        backend.limitColumnNorms(m, n, 2, actual, 1, n + 2);
        assertSameBits(expected, actual, "norms " + m + "x" + n);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aShortRowIsAddedToRowsWithoutGapsAndToNothingAfterThem(Backend backend) {
    for (int n = 1; n <= 17; n++) {
      for (int m : new int[] {1, 15, 31, 32, 33, 47, 64, 100}) {
        float[] row = slice(1, 1, n, n);
        float[] expected = slice(3, m, n, n);
        float[] actual = expected.clone();
        scalar().addRow(m, n, row, 1, expected, 3, n);
        backend.addRow(m, n, row, 1, actual, 3, n);
        assertSameBits(expected, actual, "addRow " + m + "x" + n);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anExtremeArgumentInALongVectorChangesNoOther(Backend backend) {
    int n = 3 * (1 << 16) + 5;
    float[] x = slice(0, 1, n, n);
    x[7] = 1000;
    x[1 << 17] = Float.NaN;
    float[] expected = new float[n];
    float[] actual = new float[n];
    scalar().unary(UnaryOp.EXP, n, x, 0, expected, 0);
    backend.unary(UnaryOp.EXP, n, x, 0, actual, 0);
    assertSameBits(expected, actual, "exp");
  }
}
