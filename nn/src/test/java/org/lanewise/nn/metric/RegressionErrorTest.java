package org.lanewise.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class RegressionErrorTest {
  private static RegressionError of(Tensor output, Tensor targets) {
    RegressionError error = new RegressionError();
    error.add(output, targets);
    return error;
  }

  /** Errors -0.5, 0.5, 0 and 1, mean 0.25, of targets with mean 2.875: 1.5 of 29.1875. */
  @Test
  void theNumbersByHandComeOut() {
    Tensor output = Tensor.of(Precision.FLOAT64, 4, 2.5, 0, 2, 8);
    Tensor targets = Tensor.of(Precision.FLOAT64, 4, 3, -0.5, 2, 7);
    assertEquals(Math.sqrt(1.5 / 4), of(output, targets).rmse(), 1e-15);
    assertEquals(1 - 1.5 / 29.1875, of(output, targets).r2(), 1e-15);
    assertEquals(1.5 / 4, of(output, targets).mse(), 1e-15);
    assertEquals(2.0 / 4, of(output, targets).mae(), 1e-15);
    assertEquals(1 - 1.25 / 29.1875, of(output, targets).explainedVariance(), 1e-15);
  }

  @Test
  void r2IsOneForPerfectZeroForTheMeanAndNegativeBelow() {
    Tensor targets = Tensor.of(Precision.FLOAT64, 4, 1, 2, 3, 6);
    assertEquals(1, of(targets, targets).r2());
    assertEquals(0, of(targets, targets).rmse());
    assertEquals(0, of(Tensor.of(Precision.FLOAT64, 4, 3, 3, 3, 3), targets).r2(), 1e-15);
    assertTrue(of(Tensor.of(Precision.FLOAT64, 4, 6, 3, 2, 1), targets).r2() < 0);
  }

  @Test
  void batchesAddUpToTheWhole() {
    Tensor output = TestData.gaussian(Precision.FLOAT32, 30, 2, 1);
    Tensor targets = TestData.gaussian(Precision.FLOAT32, 30, 2, 2);
    RegressionError parts = new RegressionError();
    for (int i = 0; i < 30; i += 7) {
      int rows = Math.min(7, 30 - i);
      parts.add(output.rows(i, rows), targets.rows(i, rows));
    }
    assertEquals(of(output, targets).rmse(), parts.rmse());
    assertEquals(of(output, targets).r2(), parts.r2());
  }

  @Test
  void aLargeMeanDoesNotSpoilTheVariance() {
    Tensor targets = Tensor.of(Precision.FLOAT64, 3, 1e9 + 1, 1e9 + 2, 1e9 + 3);
    Tensor output = Tensor.of(Precision.FLOAT64, 3, 1e9 + 1, 1e9 + 2, 1e9 + 4);
    assertEquals(0.5, of(output, targets).r2(), 1e-9, "1 - 1 / 2");
  }

  @Test
  void shapesThatDifferAreRefusedWithBoth() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> of(Tensor.zeros(Precision.FLOAT32, 3, 2), Tensor.zeros(Precision.FLOAT32, 3, 1)));
    assertEquals("the output is 3 x 2, the targets are 3 x 1", thrown.getMessage());
  }

  @Test
  void withoutSamplesThereIsNoNumber() {
    assertTrue(Double.isNaN(new RegressionError().rmse()));
    assertTrue(Double.isNaN(new RegressionError().r2()));
    assertTrue(Double.isNaN(new RegressionError().mae()));
    assertTrue(Double.isNaN(new RegressionError().explainedVariance()));
    Tensor one = Tensor.of(Precision.FLOAT64, 1, 5);
    assertTrue(Double.isNaN(of(one, one).r2()));
    assertEquals(1, of(one, one).explainedVariance());
  }

  /** 0.1 has no end in binary: a mean taken from its sum would differ from it. */
  @Test
  void ofTargetsThatDoNotVaryThePerfectPredictionExplainsAllAndAnyOtherNothing() {
    Tensor same = Tensor.of(Precision.FLOAT64, 3, 0.1, 0.1, 0.1);
    assertEquals(1, of(same, same).r2());
    assertEquals(1, of(same, same).explainedVariance());
    RegressionError other = of(Tensor.of(Precision.FLOAT64, 3, 0.1, 0.1, 0.2), same);
    assertEquals(0, other.r2());
    assertEquals(0, other.explainedVariance());
    RegressionError offset = of(Tensor.of(Precision.FLOAT64, 3, 0.3, 0.3, 0.3), same);
    assertEquals(0, offset.r2());
    assertEquals(1, offset.explainedVariance());
  }

  @Test
  void aPredictionThatIsNoNumberIsNotTakenForAnError() {
    Tensor same = Tensor.of(Precision.FLOAT64, 2, 5, 5);
    RegressionError error = of(Tensor.of(Precision.FLOAT64, 2, 5, Double.NaN), same);
    assertTrue(Double.isNaN(error.r2()));
    assertTrue(Double.isNaN(error.explainedVariance()));
  }
}
