package org.lanewise.nn.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class PermutationImportanceTest {
  private final Tensor x = TestData.gaussian(Precision.FLOAT64, 500, 3, 1);
  private final Tensor right = LinearModel.of(0, 2, 1, 0).scores(x);

  /** Minus the mean squared error of the very model that made the targets. */
  private final ToDoubleFunction<Tensor> score =
      features -> {
        Tensor output = LinearModel.of(0, 2, 1, 0).scores(features);
        double sum = 0;
        for (int i = 0; i < output.size(); i++) {
          sum -= (output.get(i) - right.get(i)) * (output.get(i) - right.get(i));
        }
        return sum / output.size();
      };

  @Test
  void aFeatureMattersByTwiceItsSquaredWeightTimesItsVariance() {
    List<PermutationImportance> importances = PermutationImportance.of(x, score, 30, 1);
    assertEquals(8, importances.get(0).mean(), 0.8);
    assertEquals(2, importances.get(1).mean(), 0.2);
    assertEquals(new PermutationImportance(0, 0), importances.get(2));
    assertTrue(importances.get(0).deviation() > 0);
  }

  @Test
  void meanAndDeviationAreThoseOfTheRepeats() {
    int[] call = {0};
    double[] falls = {1, 4, 1, 10};
    List<PermutationImportance> importances =
        PermutationImportance.of(
            x.view(0, 500, 1), features -> call[0]++ == 0 ? 50 : 50 - falls[call[0] - 2], 4, 1);
    assertEquals(4, importances.get(0).mean(), 1e-12);
    assertEquals(Math.sqrt(13.5), importances.get(0).deviation(), 1e-12);
  }

  @Test
  void onlyOneColumnAtATimeIsShuffledAndTheDataStays() {
    Tensor before = x.copy(Precision.FLOAT64);
    int[] call = {0};
    PermutationImportance.of(
        x,
        features -> {
          for (int j = 0; j < 3; j++) {
            int moved = 0;
            double sum = 0;
            for (int i = 0; i < 500; i++) {
              moved += features.get(i, j) == before.get(i, j) ? 0 : 1;
              sum += features.get(i, j) - before.get(i, j);
            }
            boolean shuffled = call[0] > 0 && (call[0] - 1) / 2 == j;
            assertEquals(shuffled, moved > 400, "column " + j + " in call " + call[0]);
            assertTrue(shuffled || moved == 0);
            assertEquals(0, sum, 1e-9, "a shuffle keeps the values");
          }
          return call[0]++;
        },
        2,
        1);
    assertEquals(7, call[0]);
    assertTrue(x.sameBits(before));
  }

  @Test
  void theSeedDecidesTheShuffles() {
    assertEquals(
        PermutationImportance.of(x, score, 3, 1), PermutationImportance.of(x, score, 3, 1));
    assertNotEquals(
        PermutationImportance.of(x, score, 3, 1), PermutationImportance.of(x, score, 3, 2));
  }

  @Test
  void noRepeatsAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> PermutationImportance.of(x, score, 0, 1))
            .getMessage();
    assertTrue(message.contains("repeats are 0"), message);
  }
}
