package org.lanewise.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  /** Compares the factors of the first steps. */
  private static void assertTable(LearningRate schedule, double... factors) {
    for (int i = 0; i < factors.length; i++) {
      assertEquals(factors[i], schedule.factor(i + 1), 1e-12, "factor of step " + (i + 1));
    }
    assertSame(schedule.observe(1).getClass(), schedule.getClass());
    assertEquals(factors[0], schedule.factor(1), 1e-12, "asked again");
  }

  @Test
  void constantIsOne() {
    assertTable(LearningRate.constant(), 1, 1, 1);
  }

  @Test
  void stepsMultiplyAtOnceAndExponentialSmoothly() {
    assertTable(LearningRate.steps(3, 0.5), 1, 1, 1, 0.5, 0.5, 0.5, 0.25);
    assertTable(LearningRate.exponential(2, 0.25), 1, 0.5, 0.25, 0.125, 0.0625);
  }

  @Test
  void polynomialFallsToItsEndAndStaysThere() {
    assertTable(LearningRate.polynomial(4, 2, 0.2), 1, 0.65, 0.4, 0.25, 0.2, 0.2);
    assertTable(LearningRate.polynomial(4, 1, 0), 1, 0.75, 0.5, 0.25, 0, 0);
  }

  @Test
  void inverseHalvesAfterTheStepsGiven() {
    assertTable(LearningRate.inverse(2), 1, 2 / 3.0, 0.5, 0.4, 1 / 3.0);
  }

  @Test
  void cosineRestartsWithPeriodsThatGrow() {
    double high = 0.8535533905932737; // (1 + cos(pi / 4)) / 2
    assertTable(LearningRate.cosine(4, 1, 0), 1, high, 0.5, 1 - high, 1, high);
    double end = 0.1;
    assertTable(
        LearningRate.cosine(2, 2, end),
        1,
        0.55,
        1,
        end + 0.9 * high,
        0.55,
        end + 0.9 * (1 - high),
        1);
    assertEquals(1, LearningRate.cosine(10, 1, 0).factor(2_000_000_001));
    assertEquals(1, LearningRate.cosine(10, 2, 0).factor(10 + 20 + 40 + 80 + 1));
  }

  @Test
  void warmUpRisesInALineAndThenStartsAnother() {
    LearningRate then = LearningRate.inverse(1);
    assertTable(LearningRate.warmUp(4, then), 0.25, 0.5, 0.75, 1, 1, 0.5, 1 / 3.0);
  }

  @Test
  void oneCycleRisesFromATwentyFifthAndFallsToNearlyNothing() {
    LearningRate cycle = LearningRate.oneCycle(11, 0.3);
    assertTable(cycle, 0.04, 0.28, 0.76, 1);
    assertEquals(4e-6, cycle.factor(11), 1e-15);
    assertEquals(4e-6, cycle.factor(12), 1e-15);
    assertEquals((1 + 4e-6) / 2, LearningRate.oneCycle(9, 0).factor(5), 1e-15);
    assertEquals(1, LearningRate.oneCycle(1, 0.3).factor(1));
    assertEquals(1, LearningRate.oneCycle(9, 1).factor(9));
  }

  @Test
  void aPlateauLowersTheRateOnceTheLossHasNotFallenForMoreThanThePatience() {
    LearningRate schedule = LearningRate.onPlateau(0.5, 1, 0.1);
    double[] losses = {3, 2, 2.5, 1.95, 1.5, 1.45, 1.41, Double.NaN, 1.6, 1.2};
    double[] factors = {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125};
    for (int i = 0; i < losses.length; i++) {
      schedule = schedule.observe(losses[i]);
      assertEquals(factors[i], schedule.factor(1000 * i + 1), "after the loss " + losses[i]);
    }
  }

  @Test
  void aPlateauIsSeenThroughAWarmUpAndNeverChangesWhatItWasAskedOn() {
    LearningRate first = LearningRate.warmUp(2, LearningRate.onPlateau(0.5, 0, 0));
    LearningRate second = first.observe(1).observe(1);
    assertEquals(0.5, second.factor(3));
    assertEquals(1, first.factor(3));
  }

  @Test
  void powersAndCosinesAreThoseOfTheStandardLibrary() {
    for (int step = 1; step <= 1000; step++) {
      double t = (step - 1) / 1000.0;
      double cosine = (1 + Math.cos(Math.PI * t)) / 2;
      assertEquals(cosine, LearningRate.cosine(1000, 1, 0).factor(step), 1e-15);
      assertEquals(Math.pow(1 - t, 0.7), LearningRate.polynomial(1000, 0.7, 0).factor(step), 1e-14);
      assertEquals(Math.pow(0.3, t), LearningRate.exponential(1000, 0.3).factor(step), 1e-14);
    }
  }

  /** What a checkpoint compares: the same in every virtual machine, and all settings in it. */
  @Test
  void aScheduleTellsItsSettings() {
    assertEquals("constant", LearningRate.constant().toString());
    assertEquals("steps 3, 0.5", LearningRate.steps(3, 0.5).toString());
    assertEquals("exponential 3, 0.5", LearningRate.exponential(3, 0.5).toString());
    assertEquals("polynomial 4, 2.0, 0.1", LearningRate.polynomial(4, 2, 0.1).toString());
    assertEquals("inverse 7", LearningRate.inverse(7).toString());
    assertEquals("one-cycle 9, 0.3", LearningRate.oneCycle(9, 0.3).toString());
    assertEquals(
        "WarmUp[length=2, then=cosine 4, 2, 0.1]",
        LearningRate.warmUp(2, LearningRate.cosine(4, 2, 0.1)).toString());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused("steps is 0, it must be at least 1", () -> LearningRate.steps(0, 0.5));
    assertRefused("factor is 1.5, it must be in [0, 1]", () -> LearningRate.exponential(1, 1.5));
    assertRefused("power is 0.0, it must be positive", () -> LearningRate.polynomial(1, 0, 0));
    assertRefused("end is -0.1, it must be in [0, 1]", () -> LearningRate.cosine(1, 1, -0.1));
    assertRefused("growth is 0, it must be at least 1", () -> LearningRate.cosine(1, 0, 0));
    assertRefused("rise is NaN, it must be in [0, 1]", () -> LearningRate.oneCycle(5, Double.NaN));
    assertRefused(
        "warm-up is -1, it must be at least 1",
        () -> LearningRate.warmUp(-1, LearningRate.constant()));
    assertRefused(
        "patience is -1.0, it must be at least 0", () -> LearningRate.onPlateau(0.5, -1, 0));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
