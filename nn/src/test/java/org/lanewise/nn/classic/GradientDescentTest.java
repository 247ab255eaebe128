package org.lanewise.nn.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.classic.GradientDescent.Minimum;
import org.lanewise.nn.classic.GradientDescent.Step;
import org.lanewise.nn.classic.GradientDescent.Stop;

class GradientDescentTest {
  private static Minimum square(GradientDescent settings) {
    return settings.minimize(w -> w * w, w -> 2 * w, 1, step -> {});
  }

  @Test
  void eachStepOfTheSquareIsAFactor() {
    List<Step> trace = new ArrayList<>();
    GradientDescent.of(0.1).minimize(w -> w * w, w -> 2 * w, 1, trace::add);
    for (int k = 0; k < trace.size(); k++) {
      Step step = trace.get(k);
      double w0 = StrictMath.pow(0.8, k);
      assertEquals(w0, step.w0().get(0), 1e-15);
      assertEquals(w0 * w0, step.f0(), 1e-15);
      assertEquals(2 * w0, step.derivative().get(0), 1e-15);
      assertEquals(0.2 * w0, step.step().get(0), 1e-15);
      assertEquals(0.8 * w0, step.w1().get(0), 1e-15);
      assertEquals(0.64 * w0 * w0, step.f1(), 1e-15);
    }
  }

  @Test
  void aSmallChangeStopsIt() {
    Minimum minimum = square(GradientDescent.of(0.1));
    assertEquals(Stop.SMALL_CHANGE, minimum.stop());
    assertEquals(30, minimum.iterations());
    assertEquals(0.00123794, minimum.w().get(0), 5e-9);
    assertEquals(1.532496e-6, minimum.value(), 5e-13);
  }

  @Test
  void aLooserEpsilonStopsItEarlier() {
    Minimum minimum = square(new GradientDescent(0.1, 1e-5, 0, 1000));
    assertEquals(25, minimum.iterations());
    assertEquals(0.00377789, minimum.w().get(0), 5e-9);
  }

  @Test
  void aShortGradientStopsIt() {
    Minimum minimum = square(new GradientDescent(0.1, 0, 0.1, 1000));
    assertEquals(Stop.SMALL_GRADIENT, minimum.stop());
    assertEquals(14, minimum.iterations()); // 2 * 0.8^14 = 0.088, 2 * 0.8^13 = 0.110
    assertEquals(
        Stop.SMALL_GRADIENT, GradientDescent.of(1).minimize(w -> 3, w -> 0, 5, s -> {}).stop());
  }

  @Test
  void theMaximumOfIterationsStopsIt() {
    Minimum minimum = square(new GradientDescent(0.1, 0, 0, 7));
    assertEquals(Stop.ITERATIONS, minimum.stop());
    assertEquals(7, minimum.iterations());
    assertEquals(StrictMath.pow(0.8, 7), minimum.w().get(0), 1e-15);
  }

  @Test
  void aRateTooLargeEndsAtTheLastFiniteValue() {
    Minimum minimum = square(new GradientDescent(1.1, 1e-6, 0, 100_000));
    assertEquals(Stop.NOT_FINITE, minimum.stop());
    assertTrue(Double.isFinite(minimum.value()) && minimum.value() > 1e300, minimum.toString());
  }

  @Test
  void anUndefinedDerivativeOrValueEndsIt() {
    Minimum derivative = GradientDescent.of(0.1).minimize(w -> w, w -> Double.NaN, 2, s -> {});
    assertEquals(new Minimum(List.of(2.0), 2, 0, Stop.NOT_FINITE), derivative);
    Minimum value = GradientDescent.of(0.1).minimize(w -> Double.NaN, w -> 1, 2, s -> {});
    assertEquals(0, value.iterations());
    assertEquals(Stop.NOT_FINITE, value.stop());
    Minimum later = GradientDescent.of(1).minimize(Math::sqrt, w -> 1, 2.5, s -> {});
    assertEquals(new Minimum(List.of(0.5), Math.sqrt(0.5), 3, Stop.NOT_FINITE), later);
  }

  @Test
  void manyVariablesReachTheirMinimumTogether() {
    double[] start = {10, 10};
    Minimum minimum =
        new GradientDescent(0.1, 0, 1e-9, 10_000)
            .minimize(
                w -> (w[0] - 3) * (w[0] - 3) + 4 * (w[1] + 1) * (w[1] + 1),
                w -> new double[] {2 * (w[0] - 3), 8 * (w[1] + 1)},
                start,
                step -> {});
    assertEquals(Stop.SMALL_GRADIENT, minimum.stop());
    assertEquals(3, minimum.w().get(0), 1e-9);
    assertEquals(-1, minimum.w().get(1), 1e-9);
    assertEquals(10, start[0], "the start is the caller's");
  }

  @Test
  void settingsOutOfRangeAreRefusedWithTheirValues() {
    for (double rate : new double[] {0, -1, Double.NaN}) {
      assertRefused(rate, 0, 0, 1, "rate " + rate);
    }
    assertRefused(1, -1, 0, 1, "epsilon -1.0");
    assertRefused(1, 0, Double.NaN, 1, "gradient norm NaN");
    assertRefused(1, 0, 0, 0, "iterations 0");
  }

  private static void assertRefused(
      double rate, double epsilon, double norm, int max, String says) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new GradientDescent(rate, epsilon, norm, max))
            .getMessage();
    assertTrue(message.contains(says), message);
  }
}
