// Generated from FloatOptimizerStepsTest.java by TwinSources; do not edit.
package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the scalar definition of optimizer steps, penalties and limits of norms computes. */
class DoubleOptimizerStepsTest {
  private static Backend scalar() {
    return DoubleOperationsTest.scalar();
  }

  @ParameterizedTest
  @EnumSource
  void optimizersCutOffWhatSinksBeforeItBecomesSubnormal(StepRule.Kind kind) {
    StepRule rule = new TestRule(kind, 0.9, 0.999, 1e-8, 0.1);
    double[] w = {0.001};
    double[] g = new double[1];
    double[][] moments = {{1}, {1}, {1}};
    for (int step = 1; step <= 900_000; step++) {
      // A gradient that sinks from 1 to a subnormal number, and 0 in the end.
      g[0] = step < 2500 ? Math.pow(0.75, step) : 0;
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

  private static void assertNotSubnormal(String what, double value) {
    assertFalse(value != 0 && Math.abs(value) < Double.MIN_NORMAL, what + " " + value);
  }

  @Test
  void decoupledDecayMultipliesBeforeTheStep() {
    double[] w = {2};
    StepRule rule = new TestRule(StepRule.Kind.SGD, 0, 0, 0, 0.25);
    scalar().optimizerStep(rule, 1, 0.5, 1, w, 0, new double[] {3}, 0, null, 0, null, 0, null, 0);
    assertEquals(2 * (1 - 0.5 * 0.25) - 0.5 * 3, w[0]);
  }

  @Test
  void aPenaltyPullsTowardsZeroAndALimitShrinksOnlyLongColumns() {
    double[] g = {1, 1, 1, 1};
    scalar().addPenaltyGradient(4, 0.5, 2, new double[] {3, -3, 0, -0.0}, 0, g, 0);
    assertArrayEquals(new double[] {7.5, -5.5, 1, 1}, g);
    double[] a = {3, 0.5, 0, 4, 0.5, 0};
    scalar().limitColumnNorms(2, 3, 2.5, a, 0, 3);
    assertArrayEquals(new double[] {1.5, 0.5, 0, 2, 0.5, 0}, a);
  }
}
