package org.lanewise.nn.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.nn.Gradients;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.loss.MeanSquaredError.Form;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class MeanSquaredErrorTest {
  private static final double[] HEIGHTS = {
    173.37, 174.18, 173.16, 175.60, 174.33, 173.18, 174.49, 174.74, 174.58, 173.69
  };
  private static final double[] WEIGHTS = {
    69.76, 71.36, 70.85, 69.91, 67.45, 71.77, 70.46, 70.44, 69.82, 69.99
  };

  private final Loss loss = new MeanSquaredError();
  private final TensorOps ops = new TensorOps(TestBackends.tested());

  private double evaluate(Tensor output, Tensor targets) {
    Tensor gradient = Tensor.zeros(output.precision(), output.rows(), output.columns());
    return loss.evaluate(ops, output, targets, gradient);
  }

  @Test
  @DisplayName("acceptance point 2: MSE is the square of RMSE")
  void theErrorThatTheDocumentCallsMseIsItsRoot() {
    Tensor error = Tensor.of(Precision.FLOAT64, 1, 31.86411);
    Tensor zero = Tensor.zeros(Precision.FLOAT64, 1, 1);
    Tensor gradient = Tensor.zeros(Precision.FLOAT64, 1, 1);
    assertEquals(1015.321506, evaluate(error, zero), 5e-7);
    assertEquals(
        31.86411, of(Reduction.MEAN, Form.RMSE).evaluate(ops, error, zero, gradient), 1e-14);
    assertEquals(1, gradient.get(0), 1e-15);
  }

  private static Loss of(Reduction reduction, Form form) {
    return new MeanSquaredError(reduction, form);
  }

  /** Judges the line of slope 0.2 through 3; returns the loss and its derivatives by both. */
  private double[] ofTenRows(Loss judge) {
    Network line = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    line.parameters().tensor(0).set(0, 0.2);
    line.parameters().tensor(1).set(0, 3);
    Tensor x = Tensor.of(Precision.FLOAT64, 10, HEIGHTS);
    Tensor y = Tensor.of(Precision.FLOAT64, 10, WEIGHTS);
    Workspace workspace = Workspace.forTraining(line, TestBackends.tested(), 10);
    Gradients gradients = line.gradients();
    Tensor output = line.forward(x, workspace, 0);
    double value = judge.evaluate(ops, output, y, workspace.outputGradient(10));
    line.backward(x, workspace, gradients, false);
    return new double[] {
      value, gradients.values().tensor(0).get(0), gradients.values().tensor(1).get(0)
    };
  }

  @Test
  void theTenRowsOfHeightAndWeightHaveTheGoldenErrorAndGradients() {
    double[] mean = {1048.182324, -11267.212704, -64.709200};
    assertArrayEquals(mean, ofTenRows(loss), 5e-7);
    double[] root = {32.375644, -174.007546, -.999350};
    assertArrayEquals(root, ofTenRows(of(Reduction.MEAN, Form.RMSE)), 5e-7);
  }

  @Test
  @DisplayName("acceptance point 2: gradients as 1 : 2 : 2/n")
  void theGradientsOfHalfTheSumTheSumAndTheMeanAreAsOneToTwoToTwoOverN() {
    double[] half = ofTenRows(of(Reduction.SUM, Form.HALF_MSE));
    double[] sum = ofTenRows(of(Reduction.SUM, Form.MSE));
    double[] mean = ofTenRows(of(Reduction.MEAN, Form.MSE));
    for (int i = 0; i < 3; i++) {
      assertEquals(2, sum[i] / half[i], 1e-15);
      assertEquals(2. / 10, mean[i] / half[i], 1e-15);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRootHasNoSlopeWhereTheErrorIsZero(Precision precision) {
    Tensor output = TestData.gaussian(precision, 2, 3, 4);
    Tensor gradient = TestData.gaussian(precision, 2, 3, 5);
    for (Reduction reduction : Reduction.values()) {
      assertEquals(0, of(reduction, Form.RMSE).evaluate(ops, output, output, gradient));
      assertTrue(gradient.sameBits(Tensor.zeros(precision, 2, 3)));
    }
  }

  @Test
  void anErrorWhoseSquareFitsNoFloatIsSummedInDouble() {
    Tensor output = Tensor.of(Precision.FLOAT32, 1, 1e30, 3);
    double expected = (double) (float) 1e30 * (float) 1e30;
    Tensor zero = Tensor.zeros(Precision.FLOAT32, 1, 2);
    Tensor gradient = Tensor.zeros(Precision.FLOAT32, 1, 2);
    for (Form form : Form.values()) {
      double value = of(Reduction.SUM, form).evaluate(ops, output, zero, gradient);
      assertEquals(
          switch (form) {
            case MSE -> expected;
            case HALF_MSE -> 0.5 * expected;
            case RMSE -> (float) 1e30;
          },
          value,
          1e-15 * value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientAreMeansOverAllElements(Precision precision) {
    Tensor output = TestData.gaussian(precision, 4, 3, 1);
    Tensor targets = TestData.gaussian(precision, 4, 3, 2);
    Tensor gradient = Tensor.zeros(precision, 4, 3);
    double value = loss.evaluate(ops, output, targets, gradient);
    double tolerance = precision == Precision.FLOAT32 ? 1e-6 : 1e-15;
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      double error = output.get(i) - targets.get(i);
      sum += error * error;
      assertEquals(2 * error / 12, gradient.get(i), tolerance);
    }
    assertEquals(sum / 12, value, 4 * tolerance);
  }

  @ParameterizedTest
  @EnumSource
  void theLossIsZeroWhereTheOutputIsRightAndGrowsWithTheError(Precision precision) {
    Tensor targets = TestData.gaussian(precision, 3, 4, 3);
    assertEquals(0, evaluate(targets.copy(precision), targets));
    double before = 0;
    for (double error : new double[] {1e-3, 0.1, 1, 50, 1e6}) {
      Tensor output = targets.copy(precision);
      output.set(5, output.get(5) - error);
      double value = evaluate(output, targets);
      assertTrue(value > before, "an error of " + error + " gives " + value);
      before = value;
    }
  }

  @Test
  void shapesThatDoNotMatchAreRefusedWithBoth() {
    Tensor output = Tensor.zeros(Precision.FLOAT32, 2, 3);
    Tensor other = Tensor.zeros(Precision.FLOAT32, 2, 1);
    var targets = assertThrows(IllegalArgumentException.class, () -> evaluate(output, other));
    assertEquals("the output is 2 x 3, the targets are 2 x 1", targets.getMessage());
    var gradients =
        assertThrows(
            IllegalArgumentException.class, () -> loss.evaluate(ops, output, output, other));
    assertEquals("the output is 2 x 3, the gradients are 2 x 1", gradients.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void noRowsHaveNoLoss(Precision precision) {
    assertEquals(0, evaluate(Tensor.zeros(precision, 0, 3), Tensor.zeros(precision, 0, 3)));
  }
}
