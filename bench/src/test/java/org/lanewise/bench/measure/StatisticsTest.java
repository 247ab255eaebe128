package org.lanewise.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianIsTheMiddleWhateverTheOrder() {
    assertEquals(3, Statistics.median(9, 3, 1));
    assertEquals(2.5, Statistics.median(4, 1, 3, 2));
    assertEquals(7, Statistics.median(7));
  }

  @Test
  void oneWildValueDoesNotMoveTheMedian() {
    assertEquals(3, Statistics.median(1, 2, 3, 4, 1e9));
  }

  @Test
  void aRatioAndItsInverseHaveAGeometricMeanOfOne() {
    assertEquals(1, Statistics.geometricMean(4, 0.25), 1e-15);
    assertEquals(6, Statistics.geometricMean(4, 9), 1e-14);
  }

  @Test
  void noValuesHaveNoAverage() {
    assertThrows(IllegalArgumentException.class, Statistics::median);
    assertThrows(IllegalArgumentException.class, Statistics::geometricMean);
  }
}
