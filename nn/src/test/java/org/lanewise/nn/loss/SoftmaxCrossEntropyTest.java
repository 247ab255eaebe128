package org.lanewise.nn.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

class SoftmaxCrossEntropyTest {
  private final Loss loss = new SoftmaxCrossEntropy();
  private final TensorOps ops = new TensorOps(TestBackends.simd(1));

  private double evaluate(Tensor output, Tensor targets) {
    Tensor gradient = Tensor.zeros(output.precision(), output.rows(), output.columns());
    return loss.evaluate(ops, output, targets, gradient);
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#all")
  void theGoldenRowHasItsLossAndGradient(Backend backend) {
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.FLOAT64 ? 5e-10 : 2e-7;
      Tensor output = Tensor.of(precision, 1, 2, 1, 0.1);
      Tensor gradient = Tensor.zeros(precision, 1, 3);
      double value =
          loss.evaluate(new TensorOps(backend), output, Tensor.of(precision, 1, 0), gradient);
      assertEquals(0.417030016, value, tolerance);
      assertEquals(-0.340998861, gradient.get(0), tolerance);
      assertEquals(0.242432971, gradient.get(1), tolerance);
      assertEquals(0.098565890, gradient.get(2), tolerance);
    }
  }

  /** The logits and their loss are those of the tests of candle, computed there by PyTorch. */
  @Test
  void theLossOfThreeRowsIsThatOfOtherLibraries() {
    Tensor output =
        Tensor.of(
            Precision.FLOAT64,
            3,
            1.1050,
            0.3013,
            -1.5394,
            -2.1528,
            -0.8634,
            1.0730,
            -0.9419,
            -0.1670,
            -0.6582,
            0.5061,
            0.8318,
            1.1154,
            -0.3610,
            0.5351,
            1.0830);
    assertEquals(1.131233507, evaluate(output, Tensor.of(Precision.FLOAT64, 3, 1, 0, 4)), 5e-10);
  }

  @ParameterizedTest
  @EnumSource
  void indexTargetsAreTheSameAsOneHotTargets(Precision precision) {
    int rows = 9;
    int classes = 17;
    Tensor output = TestData.gaussian(precision, rows, classes, 3);
    Tensor index = Tensor.zeros(precision, rows, 1);
    Tensor oneHot = Tensor.zeros(precision, rows, classes);
    for (int i = 0; i < rows; i++) {
      index.set(i, 5 * i % classes);
      oneHot.set(i, 5 * i % classes, 1);
    }
    Tensor byIndex = Tensor.zeros(precision, rows, classes);
    Tensor byColumn = Tensor.zeros(precision, rows, classes);
    assertEquals(
        loss.evaluate(ops, output, oneHot, byColumn), loss.evaluate(ops, output, index, byIndex));
    assertTrue(byColumn.sameBits(byIndex));
  }

  @Test
  void theGradientIsTheMeansAndSumsToZeroInEachRow() {
    Tensor output = TestData.gaussian(Precision.FLOAT64, 4, 3, 5);
    Tensor targets = Tensor.of(Precision.FLOAT64, 4, 0, 1, 2, 1);
    Tensor gradient = Tensor.zeros(Precision.FLOAT64, 4, 3);
    double value = loss.evaluate(ops, output, targets, gradient);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      Tensor row = Tensor.zeros(Precision.FLOAT64, 1, 3);
      sum += loss.evaluate(ops, output.rows(i, 1), targets.rows(i, 1), row);
      double rowSum = 0;
      for (int j = 0; j < 3; j++) {
        assertEquals(row.get(j) / 4, gradient.get(i, j), 1e-16);
        rowSum += gradient.get(i, j);
      }
      assertEquals(0, rowSum, 1e-15);
    }
    assertEquals(sum / 4, value, 1e-15);
  }

  @Test
  void aDistributionAsTargetIsWeighted() {
    Tensor output = Tensor.of(Precision.FLOAT64, 1, 2, 1, 0.1);
    double first = evaluate(output, Tensor.of(Precision.FLOAT64, 1, 1, 0, 0));
    double last = evaluate(output, Tensor.of(Precision.FLOAT64, 1, 0, 0, 1));
    Tensor mixed = Tensor.of(Precision.FLOAT64, 1, 0.25, 0, 0.75);
    Tensor gradient = Tensor.zeros(Precision.FLOAT64, 1, 3);
    double value = loss.evaluate(ops, output, mixed, gradient);
    assertEquals(0.25 * first + 0.75 * last, value, 1e-15);
    assertEquals(0.659001139 - 0.25, gradient.get(0), 5e-10);
    assertEquals(0.098565890 - 0.75, gradient.get(2), 5e-10);
  }

  @ParameterizedTest
  @EnumSource
  void hugeLogitsGiveFiniteLossAndGradient(Precision precision) {
    Tensor output = Tensor.of(precision, 2, 1e30, -1e30, 0, -1e30, -1e30, 1e30);
    Tensor gradient = Tensor.zeros(precision, 2, 3);
    double value = loss.evaluate(ops, output, Tensor.of(precision, 2, 1, 2), gradient);
    assertEquals(1e30, value, 1e23, "half of 2e30, as the second row is right");
    assertTrue(
        gradient.sameBits(Tensor.of(precision, 2, 0.5, -0.5, 0, 0, 0, 0)), "softmax minus target");
    double oneHot = evaluate(output, Tensor.of(precision, 2, 0, 1, 0, 0, 0, 1));
    assertEquals(value, oneHot, "0 times a huge number is 0");
  }

  @ParameterizedTest
  @EnumSource
  void theLossIsNeverNegativeAndZeroWhereItIsSure(Precision precision) {
    for (int seed = 0; seed < 200; seed++) {
      Tensor output = TestData.gaussian(precision, 3, 4, seed);
      ops.scal(Math.pow(10, seed % 7), output);
      Tensor targets = Tensor.of(precision, 3, seed % 4, (seed + 1) % 4, output.argmax(2));
      assertTrue(evaluate(output, targets) >= 0, "seed " + seed);
    }
    assertEquals(0, evaluate(Tensor.of(precision, 1, 1000, 0), Tensor.of(precision, 1, 0)));
  }

  @Test
  void aClassThatTheNetworkLacksIsRefused() {
    Tensor output = Tensor.zeros(Precision.FLOAT32, 2, 3);
    for (double wrong : new double[] {3, -1, 0.5, Double.NaN, 1e30}) {
      Tensor targets = Tensor.of(Precision.FLOAT32, 2, 0, wrong);
      var thrown = assertThrows(IllegalArgumentException.class, () -> evaluate(output, targets));
      assertEquals(
          "target of row 1 is class " + targets.get(1) + ", the network has 3",
          thrown.getMessage());
    }
  }

  @Test
  void shapesThatDoNotMatchAreRefusedWithBoth() {
    Tensor output = Tensor.zeros(Precision.FLOAT32, 2, 4);
    for (int[] shape : new int[][] {{2, 3}, {3, 1}, {1, 4}, {2, 5}}) {
      Tensor targets = Tensor.zeros(Precision.FLOAT32, shape[0], shape[1]);
      var thrown = assertThrows(IllegalArgumentException.class, () -> evaluate(output, targets));
      assertEquals(
          "the output is 2 x 4, the targets are " + shape[0] + " x " + shape[1],
          thrown.getMessage());
    }
    Tensor narrow = Tensor.zeros(Precision.FLOAT32, 2, 3);
    Tensor targets = Tensor.zeros(Precision.FLOAT32, 2, 1);
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> loss.evaluate(ops, output, targets, narrow));
    assertEquals("the output is 2 x 4, the gradients are 2 x 3", thrown.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void noRowsHaveNoLoss(Precision precision) {
    assertEquals(0, evaluate(Tensor.zeros(precision, 0, 3), Tensor.zeros(precision, 0, 1)));
  }

  @Test
  void outputAndTargetsAreNotModified() {
    Tensor output = TestData.gaussian(Precision.FLOAT32, 3, 4, 6);
    Tensor targets = Tensor.of(Precision.FLOAT32, 3, 1, 2, 3);
    Tensor before = output.copy(Precision.FLOAT32);
    evaluate(output, targets);
    assertTrue(before.sameBits(output));
    assertTrue(targets.sameBits(Tensor.of(Precision.FLOAT32, 3, 1, 2, 3)));
  }
}
