package org.lanewise.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.StepRule;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

class TensorOpsTest {
  private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 15, 16, 17, 33, 65};

  private final TensorOps ops;

  TensorOpsTest() throws BackendUnavailableException {
    ops = new TensorOps(Backends.named("simd").with(Parallelism.of(1)));
  }

  private static Stream<Backend> backends() throws BackendUnavailableException {
    Backend simd = Backends.named("simd");
    return Stream.of(
        Backends.named("scalar"), simd.with(Parallelism.of(1)), simd.with(Parallelism.of(3)));
  }

  /** The definition: one chain of fused multiply-adds over k for each element. */
  private static Tensor product(
      Transpose transA, Transpose transB, double alpha, Tensor a, Tensor b, double beta, Tensor c) {
    Tensor product = c.copy(c.precision());
    int depth = transA == Transpose.NO ? a.columns() : a.rows();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        boolean single = c.precision() == Precision.FLOAT32;
        double sum =
            beta == 0 ? 0 : single ? (float) beta * (float) c.get(i, j) : beta * c.get(i, j);
        for (int k = 0; k < depth; k++) {
          double x = transA == Transpose.NO ? a.get(i, k) : a.get(k, i);
          double y = transB == Transpose.NO ? b.get(k, j) : b.get(j, k);
          sum =
              single
                  ? Math.fma((float) alpha * (float) x, (float) y, (float) sum)
                  : Math.fma(alpha * x, y, sum);
        }
        product.set(i, j, sum);
      }
    }
    return product;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aProductIsOneChainOfFusedMultiplyAddsAnElement(Backend backend) {
    TensorOps operations = new TensorOps(backend);
    for (Precision precision : Precision.values()) {
      for (int at = 0; at < SIZES.length; at++) {
        int m = SIZES[at];
        int n = SIZES[(at + 4) % SIZES.length];
        int k = SIZES[(at + 7) % SIZES.length];
        for (Transpose transA : Transpose.values()) {
          for (Transpose transB : Transpose.values()) {
            boolean straightA = transA == Transpose.NO;
            boolean straightB = transB == Transpose.NO;
            Tensor a = TestData.gaussian(precision, straightA ? m : k, straightA ? k : m, 1);
            Tensor b = TestData.gaussian(precision, straightB ? k : n, straightB ? n : k, 2);
            Tensor c = TestData.gaussian(precision, m + 2, n, 3).rows(1, m);
            Tensor fresh = c.copy(precision);
            fresh.fill(Double.NaN);
            Tensor expected = product(transA, transB, -0.5, a, b, 1, c);
            operations.gemm(transA, transB, -0.5, a, b, 1, c);
            assertTrue(expected.sameBits(c), "m " + m + ", n " + n + ", k " + k);
            operations.gemm(transA, transB, 1, a, b, 0, fresh);
            assertTrue(product(transA, transB, 1, a, b, 0, fresh).sameBits(fresh));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreAddedAndColumnsSummedInOrder(Precision precision) {
    Tensor a = TestData.gaussian(precision, 5, 17, 4);
    Tensor row = TestData.gaussian(precision, 1, 17, 5);
    Tensor sums = Tensor.zeros(precision, 1, 17);
    Tensor added = a.copy(precision);
    ops.addRow(row, added);
    ops.columnSums(a, sums);
    for (int j = 0; j < 17; j++) {
      double sum = 0;
      for (int i = 0; i < 5; i++) {
        double expected = rounded(precision, a.get(i, j) + row.get(j));
        assertEquals(expected, added.get(i, j));
        sum = rounded(precision, sum + a.get(i, j));
      }
      assertEquals(sum, sums.get(j));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsMultiplyRowsAndAreNormalized(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 2e-6 : 1e-14;
    Tensor x = TestData.gaussian(precision, 5, 17, 4);
    Tensor row = TestData.gaussian(precision, 1, 17, 5);
    Tensor y = Tensor.zeros(precision, 5, 17);
    Tensor z = Tensor.zeros(precision, 5, 17);
    Tensor factors = Tensor.zeros(precision, 5, 1);
    ops.multiplyRow(row, x, y);
    ops.normalizeRows(x, 0.1, z, factors);
    for (int i = 0; i < 5; i++) {
      double sum = 0;
      double squares = 0;
      for (int j = 0; j < 17; j++) {
        assertEquals(rounded(precision, x.get(i, j) * row.get(j)), y.get(i, j));
        sum += z.get(i, j);
        squares += z.get(i, j) * z.get(i, j);
      }
      assertEquals(0, sum, 17 * tolerance);
      double variance = 1 / Math.pow(factors.get(i), 2) - 0.1;
      assertEquals(variance / (variance + 0.1), squares / 17, tolerance);
    }
    assertThrows(IllegalArgumentException.class, () -> ops.multiplyRow(row, factors, y));
    assertThrows(IllegalArgumentException.class, () -> ops.normalizeRows(x, 0.1, z, row));
  }

  @ParameterizedTest
  @EnumSource
  void elementwiseOperationsMatchTheirFormulas(Precision precision) {
    Tensor x = TestData.gaussian(precision, 3, 11, 6);
    Tensor y = TestData.gaussian(precision, 3, 11, 7);
    Tensor product = Tensor.zeros(precision, 3, 11);
    Tensor sum = y.copy(precision);
    Tensor scaled = x.copy(precision);
    Tensor rectified = Tensor.zeros(precision, 3, 11);
    Tensor gradient = Tensor.zeros(precision, 3, 11);
    ops.multiply(x, y, product);
    ops.axpy(0.5, x, sum);
    ops.scal(-4, scaled);
    ops.unary(UnaryOp.RELU, x, rectified);
    ops.unaryGradient(UnaryOp.RELU, rectified, y, gradient);
    double dot = 0;
    for (int i = 0; i < x.size(); i++) {
      double a = x.get(i);
      double b = y.get(i);
      assertEquals(rounded(precision, a * b), product.get(i));
      assertEquals(rounded(precision, a / 2 + b), sum.get(i));
      assertEquals(-4 * a, scaled.get(i));
      assertEquals(Math.max(a, 0), rectified.get(i));
      assertEquals(a > 0 ? b : 0, gradient.get(i));
      dot += a * b;
    }
    assertEquals(dot, ops.dot(x, y), precision == Precision.FLOAT32 ? 1e-5 : 1e-14);
  }

  @ParameterizedTest
  @EnumSource
  void softmaxAndLogSumExpMatchTheirFormulas(Precision precision) {
    double tolerance = precision == Precision.FLOAT32 ? 1e-6 : 1e-14;
    Tensor x = TestData.gaussian(precision, 4, 5, 8);
    Tensor dy = TestData.gaussian(precision, 4, 5, 9);
    Tensor y = Tensor.zeros(precision, 4, 5);
    Tensor dx = Tensor.zeros(precision, 4, 5);
    Tensor logs = Tensor.zeros(precision, 4, 5);
    logs.fill(7);
    ops.softmaxRows(x, y);
    ops.softmaxGradientRows(y, dy, dx);
    ops.logSumExpRows(x, logs);
    for (int i = 0; i < 4; i++) {
      double sum = 0;
      double mixed = 0;
      for (int j = 0; j < 5; j++) {
        sum += Math.exp(x.get(i, j));
      }
      for (int j = 0; j < 5; j++) {
        assertEquals(Math.exp(x.get(i, j)) / sum, y.get(i, j), tolerance);
        mixed += y.get(i, j) * dy.get(i, j);
      }
      for (int j = 0; j < 5; j++) {
        assertEquals(y.get(i, j) * (dy.get(i, j) - mixed), dx.get(i, j), tolerance);
      }
      assertEquals(Math.log(sum), logs.get(i), 4 * tolerance);
    }
    assertEquals(7, logs.get(4), "a number a row, and nothing behind them");
  }

  @ParameterizedTest
  @EnumSource
  void dropoutMasksDropAtTheRateAndKeepTheMean(Precision precision) {
    Tensor mask = Tensor.zeros(precision, 200, 500);
    for (double rate : new double[] {0, 0.1, 0.25, 0.5, 0.9}) {
      ops.dropoutMask(31, rate, mask);
      double kept = rounded(precision, 1 / (1 - rate));
      int dropped = 0;
      for (int i = 0; i < mask.size(); i++) {
        double value = mask.get(i);
        assertTrue(value == 0 || value == kept, "rate " + rate + " gives " + value);
        dropped += value == 0 ? 1 : 0;
      }
      double deviation = Math.sqrt(rate * (1 - rate) * mask.size());
      assertEquals(rate * mask.size(), dropped, 5 * deviation, "rate " + rate);
    }
  }

  @Test
  void aDropoutMaskDependsOnTheKeyAndTheIndexAlone() throws BackendUnavailableException {
    Tensor large = Tensor.zeros(Precision.FLOAT32, 40, 25);
    ops.dropoutMask(77, 0.5, large);
    Tensor shorter = Tensor.zeros(Precision.FLOAT32, 3, 101);
    ops.dropoutMask(77, 0.5, shorter.rows(1, 1));
    Tensor twice = Tensor.zeros(Precision.FLOAT64, 10, 100);
    new TensorOps(Backends.named("scalar")).dropoutMask(77, 0.5, twice);
    for (int i = 0; i < 101; i++) {
      assertEquals(large.get(i), shorter.get(1, i), "whatever shape and place");
    }
    for (int i = 0; i < 1000; i++) {
      assertEquals(large.get(i), twice.get(i), "whatever precision and backend");
    }
    assertEquals(0, shorter.get(0, 100), "nothing outside the slice is written");
    ops.dropoutMask(78, 0.5, twice);
    int same = 0;
    for (int i = 0; i < 1000; i++) {
      same += large.get(i) == twice.get(i) ? 1 : 0;
    }
    assertEquals(500, same, 80, "another key drops others");
  }

  @Test
  void shapeErrorsCarryBothShapes() {
    Tensor a = Tensor.zeros(Precision.FLOAT32, 2, 3);
    Tensor b = Tensor.zeros(Precision.FLOAT32, 4, 5);
    String shapes = "FLOAT32 2 x 3 does not match FLOAT32 4 x 5";
    assertMessage(shapes, () -> ops.multiply(a, b, a));
    assertMessage("FLOAT32 4 x 5 does not match FLOAT32 2 x 3", () -> ops.multiply(b, b, a));
    assertMessage(shapes, () -> ops.axpy(1, a, b));
    assertMessage(shapes, () -> ops.dot(a, b));
    assertMessage(shapes, () -> ops.addRow(a, b));
    assertMessage(shapes, () -> ops.columnSums(a, b));
    assertMessage(shapes, () -> ops.unary(UnaryOp.TANH, a, b));
    assertMessage(shapes, () -> ops.unaryGradient(UnaryOp.TANH, a, b, b));
    assertMessage(shapes, () -> ops.softmaxRows(a, b));
    assertMessage(shapes, () -> ops.softmaxGradientRows(a, b, a));
    StepRule momentum = () -> StepRule.Kind.MOMENTUM;
    assertMessage(shapes, () -> ops.optimizerStep(momentum, 1, 1, a, b, List.of(a)));
    assertMessage(shapes, () -> ops.optimizerStep(momentum, 1, 1, a, a, List.of(b)));
    assertMessage(
        "0 moments for MOMENTUM, which has 1",
        () -> ops.optimizerStep(momentum, 1, 1, a, a, List.of()));
    assertMessage(shapes, () -> ops.addPenaltyGradient(1, 1, a, b));
    assertMessage(
        "FLOAT32 1 x 1 has no room for a number a row of FLOAT32 2 x 3",
        () -> ops.logSumExpRows(a, Tensor.zeros(Precision.FLOAT32, 1, 1)));
    assertMessage(
        "product of FLOAT32 2 x 3 (NO) and FLOAT32 4 x 5 (YES) into FLOAT32 2 x 3",
        () -> ops.gemm(Transpose.NO, Transpose.YES, 1, a, b, 0, a));
  }

  @Test
  void operandsOfTwoPrecisionsAreRefused() {
    Tensor a = Tensor.zeros(Precision.FLOAT32, 2, 2);
    Tensor b = Tensor.zeros(Precision.FLOAT64, 2, 2);
    String message = "FLOAT32 2 x 2 and FLOAT64 2 x 2 differ in precision";
    assertMessage(message, () -> ops.gemm(Transpose.NO, Transpose.NO, 1, a, a, 0, b));
    assertMessage(message, () -> ops.multiply(a, b, a));
    assertMessage(message, () -> ops.axpy(1, a, b));
    assertMessage(message, () -> ops.softmaxRows(a, b));
    StepRule momentum = () -> StepRule.Kind.MOMENTUM;
    assertMessage(message, () -> ops.optimizerStep(momentum, 1, 1, a, a, List.of(b)));
    assertMessage(message, () -> ops.addPenaltyGradient(1, 1, a, b));
  }

  private static double rounded(Precision precision, double value) {
    return precision == Precision.FLOAT32 ? (float) value : value;
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
