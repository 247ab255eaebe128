package org.lanewise.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class ConfusionMatrixTest {
  @Test
  void everyPredictionIsCountedInItsCell() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    int[][] predictions = {{0, 0}, {0, 1}, {0, 1}, {1, 0}, {2, 2}, {2, 2}, {2, 2}, {1, 1}};
    for (int[] p : predictions) {
      matrix.add(p[0], p[1]);
    }
    long[][] expected = {{1, 2, 0}, {1, 1, 0}, {0, 0, 3}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(expected[i][j], matrix.count(i, j), "actual " + i + ", predicted " + j);
      }
    }
    assertEquals(3, matrix.classes());
    assertEquals(8, matrix.total());
    assertEquals(5.0 / 8, matrix.accuracy());
    double none = new ConfusionMatrix(3).accuracy();
    assertTrue(Double.isNaN(none), "of nothing there is no share");
  }

  @Test
  void classesThatDoNotExistAreRefusedAndNotCounted() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    for (int[] wrong : new int[][] {{3, 0}, {0, 3}, {-1, 0}, {0, -1}}) {
      var thrown =
          assertThrows(IllegalArgumentException.class, () -> matrix.add(wrong[0], wrong[1]));
      assertEquals(
          "class " + wrong[0] + " predicted as " + wrong[1] + ", there are 3 classes",
          thrown.getMessage());
    }
    assertEquals(0, matrix.total());
    assertEquals(
        "classes is 0, it must be at least 1",
        assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(0)).getMessage());
  }

  @Test
  void whatWouldDivideByZeroIsZeroAndOfNothingThereIsNoMean() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    assertTrue(Double.isNaN(matrix.macro(matrix::f1)));
    assertTrue(Double.isNaN(matrix.weighted(matrix::f1)));
    assertTrue(Double.isNaN(matrix.balancedAccuracy()));
    assertEquals(0, matrix.precision(0));
    matrix.add(0, 0);
    matrix.add(0, 1);
    assertEquals(0, matrix.recall(1), "class 1 was never right");
    assertEquals(0, matrix.f1(2), "class 2 is nowhere");
    assertEquals((2.0 / 3 + 0) / 2, matrix.macro(matrix::f1), 1e-15, "nor does it count");
    assertEquals(0.5, matrix.balancedAccuracy(), "of class 0 alone");
    assertEquals(2, matrix.actual(0));
    assertEquals(1, matrix.predicted(1));
  }

  @Test
  void classesAreReadFromIndexOneHotAndLogits() {
    Tensor logits = Tensor.of(Precision.FLOAT32, 2, 0.1, 3, 2, -5, -7, -6);
    assertEquals(1, Classes.predicted(logits, 0));
    assertEquals(0, Classes.predicted(logits, 1));
    Tensor single = Tensor.of(Precision.FLOAT64, 3, 0.001, 0, -0.001);
    assertEquals(1, Classes.predicted(single, 0));
    assertEquals(0, Classes.predicted(single, 1));
    assertEquals(0, Classes.predicted(single, 2));
    assertEquals(7, Classes.actual(Tensor.of(Precision.FLOAT32, 2, 3, 7), 1));
    assertEquals(2, Classes.actual(Tensor.of(Precision.FLOAT32, 1, 0, 0, 1), 0));
    assertEquals(0.001, Classes.score(single, 0));
    assertEquals(-2.0, Classes.score(Tensor.of(Precision.FLOAT64, 1, 5, 3), 0));
  }
}
