package org.lanewise.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.random.RandomStream;

class RocCurveTest {
  private static RocCurve of(double[] positive, double[] negative) {
    RocCurve roc = new RocCurve();
    for (double score : positive) {
      roc.add(score, true);
    }
    for (double score : negative) {
      roc.add(score, false);
    }
    return roc;
  }

  @Test
  void theAreaOfPerfectWorstAndBlindScoresIsKnown() {
    assertEquals(1, of(new double[] {3, 4}, new double[] {1, 2}).area());
    assertEquals(0, of(new double[] {1, 2}, new double[] {3, 4}).area());
    assertEquals(0.5, of(new double[] {7, 7, 7}, new double[] {7, 7}).area());
    // Of 3 x 2 pairs: 0.8 wins two, 0.4 wins one, 0.35 wins one and ties none.
    assertEquals(4.0 / 6, of(new double[] {0.8, 0.4, 0.35}, new double[] {0.1, 0.5}).area(), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 63, 64, 65, 300})
  void theAreaIsTheShareOfPairsWonWithTiesCountedHalf(int size) {
    for (int levels : new int[] {2, 5, 1000}) {
      RandomStream random = RandomStream.of(size, "scores", levels);
      double[] positive = new double[size];
      double[] negative = new double[2 * size + 1];
      for (int i = 0; i < positive.length; i++) {
        positive[i] = (random.nextInt(levels) - levels / 3) / 7.0;
      }
      for (int i = 0; i < negative.length; i++) {
        negative[i] = (random.nextInt(levels) - levels / 2) / 7.0;
      }
      double won = 0;
      for (double p : positive) {
        for (double n : negative) {
          won += p > n ? 1 : p == n ? 0.5 : 0;
        }
      }
      double expected = won / ((double) positive.length * negative.length);
      assertEquals(expected, of(positive, negative).area(), 1e-14);
    }
  }

  @Test
  void onlyTheOrderOfScoresCountsNotTheirSizeOrWhenTheyCame() {
    double[] positive = {0.1, 0.7, 0.3};
    double[] negative = {0.2, 0.05, 0.6};
    RocCurve mixed = new RocCurve();
    for (int i = 2; i >= 0; i--) {
      mixed.add(Math.exp(50 * negative[i]), false);
      mixed.add(Math.exp(50 * positive[i]), true);
    }
    assertEquals(of(positive, negative).area(), mixed.area());
  }

  @Test
  void bothCurvesAreReadOffTheSamePoints() {
    assertEquals(
        List.of(
            new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0, 1),
            new RocCurve.Point(3, 0, 0.5, 1),
            new RocCurve.Point(2, 1.0 / 3, 0.5, 0.5),
            new RocCurve.Point(1, 2.0 / 3, 1, 0.5),
            new RocCurve.Point(0, 1, 1, 0.4)),
        of(new double[] {3, 1}, new double[] {2, 1, 0}).points());
  }

  @Test
  void infiniteScoresAreScoresLikeOthers() {
    double infinity = Double.POSITIVE_INFINITY;
    RocCurve curve = of(new double[] {infinity, -infinity}, new double[] {-infinity, 0});
    assertEquals(2.5 / 4, curve.area());
    assertEquals(4, curve.points().size());
  }

  /** A score that cannot be compared leaves no order to judge. */
  @Test
  void aScoreThatIsNotANumberLeavesNoCurve() {
    for (boolean isPositive : new boolean[] {false, true}) {
      RocCurve curve = of(new double[] {1, 2}, new double[] {0, 1});
      curve.add(Double.NaN, isPositive);
      assertTrue(Double.isNaN(curve.area()));
      assertTrue(Double.isNaN(curve.averagePrecision()));
    }
  }

  @Test
  void withoutOneOfTheClassesThereIsNoArea() {
    for (RocCurve curve :
        List.of(
            new RocCurve(),
            of(new double[] {1}, new double[0]),
            of(new double[0], new double[] {1}))) {
      assertTrue(Double.isNaN(curve.averagePrecision()));
    }
    assertTrue(Double.isNaN(new RocCurve().area()));
    assertTrue(Double.isNaN(of(new double[] {1}, new double[0]).area()));
    assertTrue(Double.isNaN(of(new double[0], new double[] {1}).area()));
  }
}
