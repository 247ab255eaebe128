package org.lanewise.openblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Transpose;
import org.lanewise.openblas.Calibration.Sample;
import org.lanewise.openblas.Calibration.Shape;

/** Measuring on a clock that only the products move, and what follows from the measurements. */
class CalibrationTest {
  private static final Calibration NOTHING = new Calibration(List.of());

  private long now;
  private double nanosPerFma = 1.0 / 200;

  /** An engine that is slower by a factor, which may change from product to product. */
  private Calibrator.Engine slowerBy(ToDoubleFunction<Shape> factor) {
    return shape ->
        () -> now += 1 + (long) (shape.work() * nanosPerFma * factor.applyAsDouble(shape));
  }

  private Calibration complete(Calibration known, ToDoubleFunction<Shape> factor) {
    return new Calibrator(slowerBy(shape -> 1), slowerBy(factor), () -> now, () -> now += 1000)
        .complete(known);
  }

  @Test
  void eachProductIsMeasuredWithItsGain() {
    ToDoubleFunction<Shape> factor = shape -> shape.n() == 10 ? 1.25 : 0.8;
    Calibration calibration = complete(complete(NOTHING, factor), factor);
    assertEquals(List.of(), calibration.missing());
    for (Sample sample : calibration.samples()) {
      assertEquals(sample.shape().n() == 10 ? 1.25 : 0.8, sample.gain(), 0.01, sample.toString());
      assertEquals(sample.shape().n() == 10, sample.isWin(), sample.toString());
    }
  }

  @Test
  void itEndsInTimeAndTheNextOneGoesOn() {
    nanosPerFma = 0.1;
    Calibration calibration = NOTHING;
    int rounds = 0;
    for (; !calibration.missing().isEmpty() && rounds < 60; rounds++) {
      long start = now;
      calibration = complete(calibration, shape -> 1.9);
      long longest = (long) (2 * 6 * 1000L * 512 * 784 * nanosPerFma);
      long limit = Calibrator.WARM_UP_NANOS + Calibrator.BUDGET_NANOS + 2 * longest;
      assertTrue(now - start <= limit, "took " + (now - start));
    }
    assertTrue(rounds > 2, "all at once");
    assertEquals(List.of(), calibration.missing());
  }

  @Test
  void aKernelThatIsNotCompiledYetDoesNotCount() {
    int[] calls = {0};
    Calibration calibration = complete(NOTHING, shape -> calls[0]++ < 40 ? 1000 : 1.1);
    assertFalse(calibration.samples().isEmpty());
    for (Sample sample : calibration.samples()) {
      assertEquals(1.1, sample.gain(), 0.01, sample.toString());
    }
  }

  @Test
  void anInterruptionOfOpenBlasDoesNotMakeAKernelCompiled() {
    Shape one = Calibration.shapes().get(9);
    int[] runs = {0, 0};
    Calibrator.Engine interrupted =
        slowerBy(shape -> sameKind(shape, one) && ++runs[0] < 60 && runs[0] % 5 == 3 ? 1e3 : 1);
    Calibrator.Engine compiledLate =
        slowerBy(shape -> sameKind(shape, one) && ++runs[1] < 200 ? 50 : 0.9);
    Calibration calibration =
        new Calibrator(interrupted, compiledLate, () -> now, () -> now += 1000).complete(NOTHING);
    assertEquals(List.of(), calibration.missing());
    assertEquals(List.of(), calibration.wins());
  }

  @Test
  void aKernelThatStillGetsFasterDoesNotCount() {
    double[] factor = {5};
    Calibration calibration =
        complete(NOTHING, shape -> factor[0] = Math.max(1.1, 0.99 * factor[0]));
    assertFalse(calibration.samples().isEmpty());
    for (Sample sample : calibration.samples()) {
      assertEquals(1.1, sample.gain(), 0.05, sample.toString());
    }
  }

  private static Sample sample(
      boolean isDouble, Transpose transB, int m, int n, int k, double gain) {
    return new Sample(new Shape(isDouble, Transpose.NO, transB, m, n, k), gain, gain - 0.01);
  }

  @Test
  void productsGoWhereTheNearestMeasuredOneWasFaster() {
    Route route =
        new Calibration(
                List.of(
                    sample(false, Transpose.NO, 128, 512, 784, 0.9),
                    sample(false, Transpose.NO, 128, 10, 512, 1.2),
                    sample(false, Transpose.YES, 128, 784, 512, 0.9)))
            .route(false);
    assertTrue(route.takes(Transpose.NO, Transpose.NO, 100, 12, 600));
    assertFalse(route.takes(Transpose.NO, Transpose.NO, 100, 400, 600));
    assertFalse(route.takes(Transpose.NO, Transpose.YES, 100, 12, 600), "another form");
    assertFalse(route.takes(Transpose.YES, Transpose.YES, 100, 12, 600), "a form never measured");
    assertFalse(route.takes(Transpose.NO, Transpose.NO, 20, 10, 100), "smaller than all measured");
    assertFalse(route.takes(Transpose.NO, Transpose.NO, 1, 100_000, 600), "a vector");
    assertFalse(route.takes(Transpose.NO, Transpose.NO, 100_000, 10, 50_000), "far from all");
  }

  @Test
  void aGainWithinTheNoiseIsNone() {
    Sample sample =
        new Sample(new Shape(true, Transpose.NO, Transpose.NO, 640, 640, 640), 1.06, 1.04);
    Calibration calibration = new Calibration(List.of(sample));
    assertFalse(calibration.route(true).takes(Transpose.NO, Transpose.NO, 640, 640, 640));
    assertEquals(List.of(), calibration.wins());
  }

  @Test
  void aSmallProductNeedsAGainBeyondTheAccidentsOfCompilerAndMemory() {
    assertEquals(1, wins(sample(false, Transpose.NO, 128, 512, 784, 1.1)));
    assertEquals(0, wins(sample(false, Transpose.NO, 128, 10, 512, 1.1)));
    assertEquals(1, wins(sample(false, Transpose.NO, 128, 10, 512, 1.2)));
  }

  private static int wins(Sample sample) {
    return new Calibration(List.of(sample)).wins().size();
  }

  @Test
  void precisionsAreMeasuredApart() {
    Calibration calibration =
        new Calibration(List.of(sample(true, Transpose.NO, 128, 10, 512, 1.2)));
    assertTrue(calibration.route(true).takes(Transpose.NO, Transpose.NO, 128, 10, 512));
    assertFalse(calibration.route(false).takes(Transpose.NO, Transpose.NO, 128, 10, 512));
  }

  @Test
  void aWinThatDoesNotComeTwiceIsNone() {
    Shape lucky = Calibration.shapes().get(0);
    int[] times = {0};
    Calibrator.Engine once =
        shape -> {
          // It is made for the warm-up, after each of three pauses, measured, and measured again.
          boolean slow = shape.equals(lucky) && ++times[0] == 5;
          return slowerBy(s -> slow ? 1.3 : 1).product(shape);
        };
    Calibration calibration =
        new Calibrator(slowerBy(shape -> 1), once, () -> now, () -> {}).complete(NOTHING);
    assertEquals(6, times[0]);
    assertEquals(List.of(), calibration.wins());
  }

  @Test
  void aKernelThatStaysSlowIsMeasuredAsWhatItIs() {
    Calibration calibration = complete(NOTHING, shape -> 3);
    assertFalse(calibration.samples().isEmpty());
    for (Sample sample : calibration.samples()) {
      assertEquals(3, sample.gain(), 0.1, sample.toString());
    }
  }

  @Test
  void aWinMustComeAgainInAnotherVirtualMachine() {
    Shape one = Calibration.shapes().get(4);
    Calibration first = complete(NOTHING, shape -> sameKind(shape, one) ? 1.3 : 0.9);
    assertEquals(List.of(one), first.missing());
    assertEquals(List.of(), first.wins());
    assertTrue(first.threshold().isPresent(), "a doubt leaves the threshold");
    assertFalse(first.route(false).takes(one.transA(), one.transB(), one.m(), one.n(), one.k()));

    Calibration compiled = complete(first, shape -> 0.9);
    assertEquals(List.of(), compiled.missing());
    assertEquals(List.of(), compiled.wins());

    Calibration again = complete(first, shape -> sameKind(shape, one) ? 1.3 : 0.9);
    assertEquals(List.of(), again.missing());
    assertEquals(one, again.wins().get(0).shape());
    assertEquals(Calibration.shapes().size(), again.samples().size());
  }

  @Test
  void aDoubtedProductThatIsNotMeasuredInTimeStaysInDoubt() {
    Shape one = Calibration.shapes().get(4);
    Calibration first = complete(NOTHING, shape -> sameKind(shape, one) ? 1.3 : 0.9);
    double[] factor = {1e6};
    Calibration second = complete(first, shape -> factor[0] *= 0.9);
    assertEquals(List.of(one), second.missing());
    assertEquals(List.of(), second.wins());
    Calibration third = complete(second, shape -> sameKind(shape, one) ? 1.3 : 0.9);
    assertEquals(List.of(), third.missing());
    assertEquals(one, third.wins().get(0).shape());
  }

  @Test
  void aDoubtedProductIsGivenMoreTimeToBeCompiled() {
    Shape one = Calibration.shapes().get(4);
    Calibration first = complete(NOTHING, shape -> sameKind(shape, one) ? 1.3 : 0.9);
    long start = now;
    Calibration second =
        complete(first, shape -> now - start < 3_000_000_000L && sameKind(shape, one) ? 8 : 0.9);
    assertEquals(List.of(), second.missing());
    assertEquals(List.of(), second.wins());
  }

  /** Whether one is the other or a part of its rows. */
  private static boolean sameKind(Shape shape, Shape whole) {
    return shape.m() <= whole.m() && shape.part(shape.m()).equals(whole.part(whole.m()));
  }

  private static Calibration gaining(ToDoubleFunction<Shape> gain) {
    return new Calibration(
        Calibration.shapes().stream()
            .map(shape -> new Sample(shape, gain.applyAsDouble(shape), 1))
            .toList());
  }

  @Test
  void theThresholdIsWhereOpenBlasDrawsLevel() {
    assertEquals(Optional.of(128_000L), gaining(shape -> 1).threshold());
    assertEquals(
        Optional.of(5_120_000L),
        gaining(shape -> shape.work() < 5_120_000 ? 0.3 : 0.96).threshold());
    assertEquals(Optional.of(Calibration.MAX_THRESHOLD), gaining(shape -> 0.9).threshold());
  }

  @Test
  void withoutAllMeasurementsThereIsNoThreshold() {
    List<Sample> all = gaining(shape -> 1).samples();
    assertEquals(Optional.empty(), NOTHING.threshold());
    assertEquals(Optional.empty(), new Calibration(all.subList(1, all.size())).threshold());
  }
}
