package org.lanewise.nn.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.Backend;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class SoftmaxCrossEntropyTest {
  private final Loss loss = new SoftmaxCrossEntropy();
  private final TensorOps ops = new TensorOps(TestBackends.tested());

  private double evaluate(Tensor output, Tensor targets) {
    Tensor gradient = Tensor.zeros(output.precision(), output.rows(), output.columns());
    return loss.evaluate(ops, output, targets, gradient);
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
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
  @ValueSource(doubles = {0.1, 0.5, 0.999})
  void labelSmoothingIsTheSameAsSmoothLabels(double smoothing) {
    Tensor output = TestData.gaussian(Precision.FLOAT64, 3, 4, 8);
    Tensor index = Tensor.of(Precision.FLOAT64, 3, 2, 0, 3);
    Tensor smooth = Tensor.zeros(Precision.FLOAT64, 3, 4);
    smooth.fill(smoothing / 4);
    for (int i = 0; i < 3; i++) {
      smooth.set(i, (int) index.get(i), 1 - smoothing + smoothing / 4);
    }
    for (Reduction reduction : Reduction.values()) {
      for (List<Double> weights : List.of(List.<Double>of(), List.of(1.0, 0.0, 2.5, 0.5))) {
        Tensor bySmoothing = Tensor.zeros(Precision.FLOAT64, 3, 4);
        Tensor byLabels = Tensor.zeros(Precision.FLOAT64, 3, 4);
        double expected =
            new SoftmaxCrossEntropy(reduction, 0, weights).evaluate(ops, output, smooth, byLabels);
        double actual =
            new SoftmaxCrossEntropy(reduction, smoothing, weights)
                .evaluate(ops, output, index, bySmoothing);
        assertEquals(expected, actual, 1e-15);
        for (int i = 0; i < 12; i++) {
          assertEquals(byLabels.get(i), bySmoothing.get(i), 1e-15);
        }
      }
    }
  }

  /** Means divide by the weights of the right classes, as PyTorch's do. */
  @Test
  void aClassOfWeightThreeIsAsGoodAsItsSamplesThreeTimes() {
    Tensor output = Tensor.of(Precision.FLOAT64, 2, 0.1, 0.9, -0.4, 1.3);
    Tensor repeated = Tensor.of(Precision.FLOAT64, 4, 0.1, 0.9, -0.4, 1.3, -0.4, 1.3, -0.4, 1.3);
    Tensor targets = Tensor.of(Precision.FLOAT64, 2, 0, 1);
    Tensor repeatedTargets = Tensor.of(Precision.FLOAT64, 4, 0, 1, 1, 1);
    for (Reduction reduction : Reduction.values()) {
      Tensor gradient = Tensor.zeros(Precision.FLOAT64, 2, 2);
      Tensor repeatedGradient = Tensor.zeros(Precision.FLOAT64, 4, 2);
      double expected =
          new SoftmaxCrossEntropy(reduction, 0, List.of())
              .evaluate(ops, repeated, repeatedTargets, repeatedGradient);
      double actual =
          new SoftmaxCrossEntropy(reduction, 0, List.of(1.0, 3.0))
              .evaluate(ops, output, targets, gradient);
      assertEquals(expected, actual, 1e-15);
      for (int j = 0; j < 2; j++) {
        assertEquals(repeatedGradient.get(0, j), gradient.get(0, j), 1e-15);
        assertEquals(3 * repeatedGradient.get(1, j), gradient.get(1, j), 1e-15);
      }
    }
  }

  @Test
  void weightsThatDoNotFitAreRefused() {
    Loss three = new SoftmaxCrossEntropy(Reduction.MEAN, 0, List.of(1.0, 2.0, 3.0));
    Tensor output = Tensor.zeros(Precision.FLOAT64, 1, 2);
    Tensor target = Tensor.zeros(Precision.FLOAT64, 1, 1);
    assertRefused(
        "there are 3 class weights, the network has 2",
        () -> three.evaluate(ops, output, target, output.copy(Precision.FLOAT64)));
    assertRefused(
        "weight of class 1 is -2.0, it must be finite and >= 0",
        () -> new SoftmaxCrossEntropy(Reduction.MEAN, 0, List.of(1.0, -2.0)));
    assertRefused(
        "label smoothing is 1.0, it must be in [0, 1)",
        () -> new SoftmaxCrossEntropy(Reduction.MEAN, 1, List.of()));
    assertRefused(
        "a divergence has no class weights; weigh its samples",
        () -> new SoftmaxCrossEntropy(Reduction.MEAN, true, 0, List.of(1.0, 2.0)));
  }

  @Test
  void targetsThatAreNoDistributionAreRefused() {
    Tensor output = Tensor.zeros(Precision.FLOAT64, 2, 3);
    for (double wrong : new double[] {0, 0.9, -0.1, 0.51, Double.NaN}) {
      Tensor targets = Tensor.of(Precision.FLOAT64, 2, 0, 1, 0, 0.5, wrong, 0);
      assertRefused(
          "targets of row 1 are no distribution: they must be >= 0 and sum to 1",
          () -> evaluate(output, targets));
    }
    Tensor negative = Tensor.of(Precision.FLOAT64, 2, 1.5, -0.5, 0, 0, 0, 1);
    assertRefused(
        "targets of row 0 are no distribution: they must be >= 0 and sum to 1",
        () -> evaluate(output, negative));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void theDivergenceIsTheCrossEntropyLessTheEntropyOfTheTargets() {
    Loss divergence = new SoftmaxCrossEntropy(Reduction.SUM, true, 0, List.of());
    Loss cross = new SoftmaxCrossEntropy(Reduction.SUM, 0, List.of());
    Tensor output = TestData.gaussian(Precision.FLOAT64, 2, 3, 9);
    Tensor targets = Tensor.of(Precision.FLOAT64, 2, 0.5, 0.25, 0.25, 0, 1, 0);
    Tensor gradient = Tensor.zeros(Precision.FLOAT64, 2, 3);
    Tensor expected = Tensor.zeros(Precision.FLOAT64, 2, 3);
    assertEquals(
        cross.evaluate(ops, output, targets, expected) - 1.5 * Math.log(2),
        divergence.evaluate(ops, output, targets, gradient),
        1e-15);
    assertTrue(expected.sameBits(gradient));
    // Log-probabilities are logits too.
    Tensor right = Tensor.of(Precision.FLOAT64, 1, Math.log(0.5), Math.log(0.25), Math.log(0.25));
    Tensor none = Tensor.zeros(Precision.FLOAT64, 1, 3);
    assertEquals(0, divergence.evaluate(ops, right, targets.rows(0, 1), none), 1e-16);
    Tensor even = Tensor.zeros(Precision.FLOAT64, 1, 3);
    double expectedValue = 0.5 * Math.log(1.5) + 0.5 * Math.log(0.75);
    assertEquals(expectedValue, divergence.evaluate(ops, even, targets.rows(0, 1), none), 1e-15);
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
