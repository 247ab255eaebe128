package org.lanewise.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class ProbabilityErrorTest {
  private static ProbabilityError of(Tensor logits, Tensor targets) {
    ProbabilityError error = new ProbabilityError(Math.max(2, logits.columns()));
    for (int i = 0; i < logits.rows(); i++) {
      error.add(logits, i, Classes.actual(targets, i));
    }
    return error;
  }

  /** softmax(2, 1, 0.1) = 0.659001139, 0.242432971, 0.098565890. */
  @Test
  void theNumbersByHandComeOut() {
    Tensor logits = Tensor.of(Precision.FLOAT64, 1, 2, 1, 0.1);
    ProbabilityError error = of(logits, Tensor.of(Precision.FLOAT64, 1, 1, 0, 0));
    assertEquals(0.417030016, error.logLoss(), 5e-10);
    double brier = 0.340998861 * 0.340998861 + 0.242432971 * 0.242432971 + 0.09856589 * 0.09856589;
    assertEquals(brier, error.brier(), 1e-9);
    assertEquals(1.417030016, of(logits, Tensor.of(Precision.FLOAT64, 1, 1)).logLoss(), 5e-10);
  }

  @Test
  void oneLogitIsTheDifferenceOfTwo() {
    Tensor targets = Tensor.of(Precision.FLOAT64, 3, 0, 1, 1);
    ProbabilityError one = of(Tensor.of(Precision.FLOAT64, 3, 1, -2, 0), targets);
    ProbabilityError two = of(Tensor.of(Precision.FLOAT64, 3, 3, 4, 1, -1, 7, 7), targets);
    assertEquals(one.logLoss(), two.logLoss(), 1e-15);
    assertEquals(one.brier(), two.brier(), 1e-15);
    assertEquals(0, one.topAccuracy(1), "of equal ones the first is predicted, which is wrong");
    assertEquals(0, two.topAccuracy(1));
    assertEquals(1, two.topAccuracy(2));
  }

  @Test
  void hugeLogitsKeepEveryFigureFinite() {
    Tensor logits = Tensor.of(Precision.FLOAT32, 2, 3e38, -3e38, 0, -3e38, 1e30, 3e38);
    ProbabilityError error = of(logits, Tensor.of(Precision.FLOAT32, 2, 1, 2));
    assertEquals((float) 3e38, error.logLoss(), 1e24, "twice that, of one sample in two");
    assertEquals(1, error.brier(), "2 for the sure and wrong one, 0 for the other");
  }

  @Test
  void whatIsNotANumberShows() {
    Tensor logits = Tensor.of(Precision.FLOAT64, 2, Double.NaN, 0, 1, 1, Double.NaN, 0);
    ProbabilityError error = of(logits, Tensor.of(Precision.FLOAT64, 2, 0, 0));
    assertTrue(Double.isNaN(error.logLoss()));
    assertTrue(Double.isNaN(error.brier()));
    assertEquals(0, error.topAccuracy(1));
    assertEquals(0.5, error.topAccuracy(2), "one is behind the logit that is none, one is it");
  }

  @Test
  void ofNoSamplesThereIsNoNumber() {
    assertTrue(Double.isNaN(new ProbabilityError(3).logLoss()));
    assertTrue(Double.isNaN(new ProbabilityError(3).brier()));
    assertTrue(Double.isNaN(new ProbabilityError(3).topAccuracy(1)));
  }

  @Test
  void whatCannotBeCountedIsRefusedWithBothValues() {
    Tensor logits = Tensor.zeros(Precision.FLOAT32, 1, 3);
    for (int[] wrong : new int[][] {{3, 3}, {-1, 3}, {0, 4}, {0, 2}}) {
      var thrown =
          assertThrows(
              IllegalArgumentException.class,
              () -> new ProbabilityError(wrong[1]).add(logits, 0, wrong[0]));
      assertEquals(
          "class " + wrong[0] + " of 3 columns, there are " + wrong[1] + " classes",
          thrown.getMessage());
    }
  }
}
