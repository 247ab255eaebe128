package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the scalar definition of optimizer steps, penalties and limits of norms computes. */
class FloatOptimizerStepsTest {
  private static Backend scalar() {
    return FloatOperationsTest.scalar();
  }

  @ParameterizedTest
  @EnumSource
  void optimizersCutOffWhatSinksBeforeItBecomesSubnormal(StepRule.Kind kind) {
    StepRule rule = new TestRule(kind, 0.9, 0.999, 1e-8, 0.1);
    float[] w = {0.001f};
    float[] g = new float[1];
    float[][] moments = {{1}, {1}, {1}};
    for (int step = 1; step <= 900_000; step++) {
      // A gradient that sinks from 1 to a subnormal number, and 0 in the end.
      g[0] = step < 2500 ? (float) Math.pow(0.75, step) : 0;
      scalar()
          .optimizerStep(
              rule, step, 0.01, 1, w, 0, g, 0, moments[0], 0, moments[1], 0, moments[2], 0);
      assertNotSubnormal("parameter", w[0]);
      for (int k = 0; k < kind.moments(); k++) {
        assertNotSubnormal("moment " + k, moments[k][0]);
      }
    }
    for (int k = 0; k < kind.moments() && kind != StepRule.Kind.ADAGRAD; k++) {
      boolean largest = kind == StepRule.Kind.AMSGRAD && k == 2;
      assertEquals(largest, moments[k][0] > 0, kind + " moment " + k);
    }
    assertEquals(0, w[0], "a parameter that only decays");
  }

  private static void assertNotSubnormal(String what, float value) {
    assertFalse(value != 0 && Math.abs(value) < Float.MIN_NORMAL, what + " " + value);
  }

  @Test
  void decoupledDecayMultipliesBeforeTheStep() {
    float[] w = {2};
    StepRule rule = new TestRule(StepRule.Kind.SGD, 0, 0, 0, 0.25);
    scalar().optimizerStep(rule, 1, 0.5, 1, w, 0, new float[] {3}, 0, null, 0, null, 0, null, 0);
    assertEquals(2 * (1 - 0.5f * 0.25f) - 0.5f * 3, w[0]);
  }

  @Test
  void aPenaltyPullsTowardsZeroAndALimitShrinksOnlyLongColumns() {
    float[] g = {1, 1, 1, 1};
    scalar().addPenaltyGradient(4, 0.5f, 2, new float[] {3, -3, 0, -0f}, 0, g, 0);
    assertArrayEquals(new float[] {7.5f, -5.5f, 1, 1}, g);
    float[] a = {3, 0.5f, 0, 4, 0.5f, 0};
    scalar().limitColumnNorms(2, 3, 2.5f, a, 0, 3);
    assertArrayEquals(new float[] {1.5f, 0.5f, 0, 2, 0.5f, 0}, a);
  }
}
