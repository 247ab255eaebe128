package org.lanewise.nn.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class BinaryCrossEntropyTest {
  private final Loss loss = new BinaryCrossEntropy();
  private final TensorOps ops = new TensorOps(TestBackends.tested());

  private double evaluate(Tensor output, Tensor targets) {
    Tensor gradient = Tensor.zeros(output.precision(), output.rows(), output.columns());
    return loss.evaluate(ops, output, targets, gradient);
  }

  private double of(Precision precision, double logit, double target) {
    return evaluate(Tensor.of(precision, 1, logit), Tensor.of(precision, 1, target));
  }

  @ParameterizedTest
  @EnumSource
  void logitsThatBreakTheFormulaOnProbabilitiesAreFine(Precision precision) {
    // From float32 probabilities these two are infinite and NaN.
    assertEquals(20, of(precision, 20, 0), 1e-8);
    assertEquals(3.72e-44, of(precision, 100, 1), 5e-47);
    assertEquals(100, of(precision, 100, 0));
    assertEquals(Math.log(2), of(precision, 0, 1), 1e-15);
    assertEquals(1.313261688, of(precision, 1, 0), 5e-10, "softplus of 1");
  }

  @ParameterizedTest
  @EnumSource
  void hugeLogitsGiveFiniteLossAndGradient(Precision precision) {
    Tensor output = Tensor.of(precision, 1, 1e30, -1e30, 1e30, -1e30);
    Tensor gradient = Tensor.zeros(precision, 1, 4);
    double value = loss.evaluate(ops, output, Tensor.of(precision, 1, 0, 1, 1, 0), gradient);
    assertEquals(5e29, value, 1e23, "the mean of 1e30, 1e30, 0 and 0");
    assertEquals(0.25, gradient.get(0));
    assertEquals(-0.25, gradient.get(1));
    assertEquals(0, gradient.get(2));
    assertEquals(0, gradient.get(3));
    double largest = precision == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    assertEquals(largest, of(precision, largest, 0));
    assertEquals(0, of(precision, largest, 1));
  }

  /** The logits and their loss are those of the tests of candle, computed there by PyTorch. */
  @Test
  void theLossOfFiveRowsIsThatOfOtherLibraries() {
    Tensor output =
        Tensor.of(
            Precision.FLOAT64,
            5,
            2.3611,
            -0.8813,
            -0.5006,
            -0.2178,
            0.0419,
            0.0763,
            -1.0457,
            -1.6692,
            -1.0494,
            0.8111,
            1.5723,
            1.2315,
            1.3081,
            0.6641,
            1.1802,
            -0.2547,
            0.5292,
            0.7636,
            0.3692,
            -0.8318);
    Tensor targets =
        Tensor.of(Precision.FLOAT64, 5, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0);
    assertEquals(0.822443096, evaluate(output, targets), 5e-10);
  }

  /** The students of the university example: scores 8, -8 and 2, accepted, refused, accepted. */
  @Test
  void theMeanOfThreeStudentsIsTheGoldenNumber() {
    Tensor scores = Tensor.of(Precision.FLOAT64, 3, 8, -8, 2);
    Tensor accepted = Tensor.of(Precision.FLOAT64, 3, 1, 0, 1);
    assertEquals(0.042532941, evaluate(scores, accepted), 5e-10);
  }

  /** The probabilities of the likelihood example, as logits. */
  @Test
  @DisplayName("acceptance point 7: means of the likelihoods")
  void theMeanOfTheLikelihoodExamplesIsTheGoldenNumber() {
    assertEquals(1.1948808932832173, ofProbabilities(0.6, 0.2, 0.1, 0.7), 1e-15);
    assertEquals(0.2990011586691898, ofProbabilities(0.7, 0.9, 0.8, 0.6), 1e-15);
  }

  /** The products of the example's probabilities are .0084 and .3024; their logarithms add up. */
  @Test
  @DisplayName("acceptance point 7: sums of the likelihoods")
  void theSumOfTheLikelihoodExamplesIsTheLogarithmOfTheProduct() {
    Loss sum = new BinaryCrossEntropy(Reduction.SUM, 1);
    assertEquals(4.779523573132869, ofProbabilities(sum, 0.6, 0.2, 0.1, 0.7), 1e-14);
    assertEquals(1.1960046346767592, ofProbabilities(sum, 0.7, 0.9, 0.8, 0.6), 1e-14);
    assertEquals(-Math.log(.0084), ofProbabilities(sum, 0.6, 0.2, 0.1, 0.7), 1e-14);
    assertEquals(-Math.log(.3024), ofProbabilities(sum, 0.7, 0.9, 0.8, 0.6), 1e-14);
  }

  @ParameterizedTest
  @EnumSource
  void positivesOfWeightThreeAreAsGoodAsPositivesThatOccurThreeTimes(Reduction reduction) {
    Tensor output = Tensor.of(Precision.FLOAT64, 2, 0.3, -1.2);
    Tensor targets = Tensor.of(Precision.FLOAT64, 2, 1, 0);
    Tensor repeated = Tensor.of(Precision.FLOAT64, 4, 0.3, 0.3, 0.3, -1.2);
    Tensor repeatedTargets = Tensor.of(Precision.FLOAT64, 4, 1, 1, 1, 0);
    Tensor gradient = Tensor.zeros(Precision.FLOAT64, 2, 1);
    Tensor repeatedGradient = Tensor.zeros(Precision.FLOAT64, 4, 1);
    Loss weighted = new BinaryCrossEntropy(reduction, 3);
    Loss plain = new BinaryCrossEntropy(reduction, 1);
    assertEquals(
        plain.evaluate(ops, repeated, repeatedTargets, repeatedGradient),
        weighted.evaluate(ops, output, targets, gradient),
        1e-15);
    assertEquals(3 * repeatedGradient.get(0), gradient.get(0), 1e-15);
    assertEquals(repeatedGradient.get(3), gradient.get(1), 1e-15);
  }

  @Test
  void aWeightOfPositivesThatIsNoWeightIsRefused() {
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      var thrown =
          assertThrows(
              IllegalArgumentException.class, () -> new BinaryCrossEntropy(Reduction.SUM, wrong));
      assertEquals(
          "weight of class 1 is " + wrong + ", it must be finite and >= 0", thrown.getMessage());
    }
  }

  private double ofProbabilities(double... probabilities) {
    return ofProbabilities(loss, probabilities);
  }

  private double ofProbabilities(Loss judge, double... probabilities) {
    Tensor logits = Tensor.zeros(Precision.FLOAT64, 4, 1);
    Tensor ones = Tensor.of(Precision.FLOAT64, 4, 1, 1, 1, 1);
    for (int i = 0; i < 4; i++) {
      logits.set(i, Math.log(probabilities[i] / (1 - probabilities[i])));
    }
    return judge.evaluate(ops, logits, ones, Tensor.zeros(Precision.FLOAT64, 4, 1));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 7: the derivative by the score")
  void theGradientIsTheProbabilityMinusTheTargetOverTheElements(Precision precision) {
    Tensor output = TestData.gaussian(precision, 3, 5, 1);
    Tensor targets = Tensor.zeros(precision, 3, 5);
    targets.set(7, 1);
    targets.set(8, 0.25);
    Tensor gradient = Tensor.zeros(precision, 3, 5);
    loss.evaluate(ops, output, targets, gradient);
    for (int i = 0; i < 15; i++) {
      double probability = 1 / (1 + Math.exp(-output.get(i)));
      double tolerance = precision == Precision.FLOAT32 ? 1e-8 : 1e-17;
      assertEquals((probability - targets.get(i)) / 15, gradient.get(i), 4 * tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLossIsNeverNegative(Precision precision) {
    for (int seed = 0; seed < 100; seed++) {
      Tensor output = TestData.gaussian(precision, 3, 4, seed);
      ops.scal(Math.pow(10, seed % 7), output);
      Tensor targets = TestData.gaussian(precision, 3, 4, seed + 1000);
      ops.unary(org.lanewise.core.UnaryOp.SIGMOID, targets, targets);
      assertTrue(evaluate(output, targets) >= 0, "seed " + seed);
    }
  }

  @Test
  void targetsOutsideZeroToOneAreRefused() {
    Tensor output = Tensor.zeros(Precision.FLOAT64, 1, 3);
    for (double wrong : new double[] {-0.001, 1.001, 2, Double.NaN, Double.NEGATIVE_INFINITY}) {
      Tensor targets = Tensor.of(Precision.FLOAT64, 1, 0, 1, wrong);
      var thrown = assertThrows(IllegalArgumentException.class, () -> evaluate(output, targets));
      assertEquals("target 2 is " + wrong + ", it must be between 0 and 1", thrown.getMessage());
    }
  }

  @Test
  void shapesThatDoNotMatchAreRefusedWithBoth() {
    Tensor output = Tensor.zeros(Precision.FLOAT32, 2, 3);
    Tensor other = Tensor.zeros(Precision.FLOAT32, 3, 2);
    var targets = assertThrows(IllegalArgumentException.class, () -> evaluate(output, other));
    assertEquals("the output is 2 x 3, the targets are 3 x 2", targets.getMessage());
    var gradients =
        assertThrows(
            IllegalArgumentException.class, () -> loss.evaluate(ops, output, output, other));
    assertEquals("the output is 2 x 3, the gradients are 3 x 2", gradients.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void noRowsHaveNoLoss(Precision precision) {
    assertEquals(0, evaluate(Tensor.zeros(precision, 0, 3), Tensor.zeros(precision, 0, 3)));
  }
}
