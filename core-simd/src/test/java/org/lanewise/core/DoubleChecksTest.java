// Generated from FloatChecksTest.java by TwinSources; do not edit.
package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the public face refuses, with both values in the message; nothing is written before it. */
class DoubleChecksTest {
  private final Backend backend = Backends.best();
  private final double[] a = new double[100];
  private final double[] b = new double[100];
  private final double[] c = new double[100];

  private void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private void gemm(int m, int n, int k, int lda, int ldb, int ldc, double[] out, int offset) {
    backend.gemm(
        Transpose.NO, Transpose.YES, m, n, k, 1, a, 0, lda, b, 0, ldb, 0, out, offset, ldc);
  }

  @Test
  void productsRefuseSlicesThatDoNotFit() {
    refuses("m is -1, a size is at least 0", () -> gemm(-1, 2, 3, 3, 3, 2, c, 0));
    refuses("n is -2, a size is at least 0", () -> gemm(1, -2, 3, 3, 3, 2, c, 0));
    refuses("k is -3, a size is at least 0", () -> gemm(1, 2, -3, 3, 3, 2, c, 0));
    refuses("leading dimension of A is 2, a row has 3", () -> gemm(4, 5, 3, 2, 3, 5, c, 0));
    refuses("leading dimension of B is 2, a row has 3", () -> gemm(4, 5, 3, 3, 2, 5, c, 0));
    refuses("leading dimension of C is 4, a row has 5", () -> gemm(4, 5, 3, 3, 3, 4, c, 0));
    refuses("A covers [0, 165) of an array of length 100", () -> gemm(4, 5, 3, 54, 3, 5, c, 0));
    refuses("C covers [90, 110) of an array of length 100", () -> gemm(4, 5, 3, 3, 3, 5, c, 90));
    refuses("C covers [-1, 19) of an array of length 100", () -> gemm(4, 5, 3, 3, 3, 5, c, -1));
    refuses(
        "A covers [0, 4294967294) of an array of length 100",
        () -> gemm(3, 5, 2, Integer.MAX_VALUE - 1, 2, 5, c, 0));
  }

  @Test
  void productsRefuseToOverwriteTheirOperands() {
    refuses("A [0, 12) overlaps C [5, 25) of the same array", () -> gemm(4, 5, 3, 3, 3, 5, a, 5));
    refuses("B [0, 15) overlaps C [14, 34) of the same array", () -> gemm(4, 5, 3, 3, 3, 5, b, 14));
    gemm(4, 5, 3, 3, 3, 5, a, 12);
  }

  @Test
  void vectorsRefuseSlicesThatDoNotFit() {
    refuses("increment of x is 0", () -> backend.scal(3, 2, a, 0, 0));
    refuses("x covers [98, 101) of an array of length 100", () -> backend.scal(3, 2, a, 98, 1));
    refuses(
        "y covers [0, 102) of an array of length 100",
        () -> backend.axpy(2, 1, a, 0, 1, b, 0, -101));
    refuses(
        "x [0, 10) overlaps y [1, 11) of the same array",
        () -> backend.axpy(10, 1, a, 0, 1, a, 1, 1));
    refuses(
        "x [0, 10) overlaps y [1, 11) of the same array",
        () -> backend.unary(UnaryOp.RELU, 10, a, 0, a, 1));
    refuses("n is -1, a size is at least 0", () -> backend.dot(-1, a, 0, 1, b, 0, 1));
    StepRule adam = new TestRule(StepRule.Kind.ADAM, 0, 0, 1, 0);
    refuses(
        "step is 0, the first step is 1",
        () -> backend.optimizerStep(adam, 0, 1, 1, a, 0, b, 0, c, 0, a, 1, null, 0));
    refuses(
        "m [0, 5) overlaps v [4, 9) of the same array",
        () -> backend.optimizerStep(adam, 1, 1, 5, a, 0, c, 0, b, 0, b, 4, null, 0));
    refuses(
        "limit is -1.0, a norm's limit is positive",
        () -> backend.limitColumnNorms(2, 2, -1, a, 0, 2));
    refuses(
        "w [0, 5) overlaps g [1, 6) of the same array",
        () -> backend.addPenaltyGradient(5, 1, 1, a, 0, a, 1));
  }

  @Test
  void sizesOfZeroTouchNothing() {
    gemm(0, 0, 0, 1, 1, 1, new double[0], 0);
    backend.axpy(0, 1, new double[0], 0, 1, new double[0], 0, 1);
    backend.softmaxRows(3, 0, a, 0, 1, c, 0, 1);
    assertEquals(0, backend.dot(0, a, 0, 1, b, 0, 1));
  }
}
