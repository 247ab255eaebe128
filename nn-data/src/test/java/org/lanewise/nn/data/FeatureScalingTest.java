package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TestData;

class FeatureScalingTest {
  /** Credit score, age, tenure, balance and salary of the 24 customers of the churn table. */
  private static final double[] CUSTOMERS = {
    619, 42, 2, 0, 101348.88, 608, 41, 1, 83807.86, 112542.58, 502, 42, 8, 159660.8, 113931.57,
    699, 39, 1, 0, 93826.63, 850, 43, 2, 125510.82, 79084.1, 645, 44, 8, 113755.78, 149756.71,
    822, 50, 7, 0, 10062.8, 376, 29, 4, 115046.74, 119346.88, 501, 44, 4, 142051.07, 74940.5,
    684, 27, 2, 134603.88, 71725.73, 528, 31, 6, 102016.72, 80181.12, 497, 24, 3, 0, 76390.01,
    476, 34, 10, 0, 26260.98, 549, 25, 5, 0, 190857.79, 635, 35, 7, 0, 65951.65,
    616, 45, 3, 143129.41, 64327.26, 653, 58, 1, 132602.88, 5097.67, 549, 24, 9, 0, 14406.41,
    587, 45, 6, 0, 158684.81, 726, 24, 6, 0, 54724.03, 732, 41, 8, 0, 170886.17,
    636, 32, 8, 0, 138555.46, 510, 38, 4, 0, 118913.53, 669, 46, 3, 0, 8487.75
  };

  private static FeatureScaling fitted(Tensor features) {
    return FeatureScaling.standard(features, TestData.range(features.rows()));
  }

  @Test
  void theChurnTableHasTheGoldenMeansAndPopulationDeviations() {
    FeatureScaling scaling = fitted(Tensor.of(Precision.FLOAT64, 24, CUSTOMERS));
    double[] means = {611.208333, 37.625, 4.916667, 52174.415, 87512.125833};
    double[] deviations = {109.152790, 8.943398, 2.722080, 63207.999321, 51476.929770};
    for (int j = 0; j < 5; j++) {
      assertEquals(means[j], scaling.shift()[j], 5e-7);
      assertEquals(deviations[j], 1 / scaling.factor()[j], 5e-7, "divided by n, not n - 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void scaledColumnsHaveMeanZeroAndVarianceOne(Precision precision) {
    Tensor features = Tensor.of(precision, 24, CUSTOMERS);
    fitted(features).apply(features);
    for (int j = 0; j < 5; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 24; i++) {
        sum += features.get(i, j);
        squares += features.get(i, j) * features.get(i, j);
      }
      double tolerance = precision == Precision.FLOAT32 ? 1e-6 : 1e-14;
      assertEquals(0, sum / 24, tolerance);
      assertEquals(1, squares / 24, 2 * tolerance);
    }
  }

  @Test
  void onlyTheRowsGivenAreLookedAt() {
    Tensor features = Tensor.of(Precision.FLOAT64, 5, 1, Double.NaN, 3, 1e300, 8);
    FeatureScaling scaling = FeatureScaling.standard(features, new int[] {0, 2, 4});
    assertEquals(4, scaling.shift()[0], 1e-15);
    assertEquals(Math.sqrt(26.0 / 3), 1 / scaling.factor()[0], 1e-15);
  }

  @Test
  void aColumnThatDoesNotVaryBecomesZero() {
    // The mean of equal decimal fractions is off by rounding, which is no spread.
    Tensor features = Tensor.zeros(Precision.FLOAT64, 7, 3);
    for (int i = 0; i < 7; i++) {
      features.set(i, 0, 0.1);
      features.set(i, 2, 1e9 + 0.3);
    }
    fitted(features).apply(features);
    for (int i = 0; i < features.size(); i++) {
      assertEquals(0, features.get(i), 0.0);
    }
    Tensor other = Tensor.of(Precision.FLOAT64, 1, 5, 5, 5);
    fitted(Tensor.zeros(Precision.FLOAT64, 2, 3)).apply(other);
    assertTrue(other.sameBits(Tensor.of(Precision.FLOAT64, 1, 0, 0, 0)), "even a new value");
  }

  @Test
  void aSmallSpreadAroundALargeMeanIsKept() {
    Tensor features = Tensor.of(Precision.FLOAT64, 4, 1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3);
    assertEquals(Math.sqrt(1.25), 1 / fitted(features).factor()[0], 1e-12);
  }

  @Test
  void aSampleIsScaledOneByOneAsInABatch() {
    Tensor features = Tensor.of(Precision.FLOAT32, 24, CUSTOMERS);
    FeatureScaling scaling = fitted(features);
    Tensor single = features.copy(Precision.FLOAT32);
    scaling.apply(features);
    scaling.apply(single.rows(3, 1));
    assertTrue(features.rows(3, 1).sameBits(single.rows(3, 1)));
    assertEquals(502, single.get(2, 0), "other rows are not touched");
  }

  private static Tensor pixels(int columns) {
    Tensor pixels = Tensor.zeros(Precision.FLOAT32, 4, columns);
    for (int i = 0; i < pixels.size(); i++) {
      pixels.set(i, i * 37 % 256);
    }
    return pixels;
  }

  private static void assertStandard(Tensor features) {
    FeatureScaling suited = FeatureScaling.suited(features, TestData.range(4));
    assertArrayEquals(fitted(features).shift(), suited.shift());
    assertArrayEquals(fitted(features).factor(), suited.factor());
  }

  @Test
  void pixelsAreToldByBeingManyWholeNumbersUpTo255() {
    FeatureScaling scaling = FeatureScaling.suited(pixels(64), TestData.range(4));
    double[] factors = new double[64];
    Arrays.fill(factors, 1.0 / 255);
    assertArrayEquals(new double[64], scaling.shift());
    assertArrayEquals(factors, scaling.factor());
    Tensor white = Tensor.of(Precision.FLOAT64, 1, new double[64]);
    white.fill(255);
    scaling.apply(white);
    assertEquals(1, white.get(63));
  }

  @Test
  void otherFeaturesAreNotTakenForPixels() {
    assertStandard(pixels(63));
    for (double odd : new double[] {0.5, -1, 256, Double.NaN}) {
      Tensor features = pixels(64);
      features.set(3, 63, odd);
      if (Double.isNaN(odd)) {
        assertTrue(Double.isNaN(FeatureScaling.suited(features, TestData.range(4)).shift()[63]));
      } else {
        assertStandard(features);
      }
    }
    Tensor flags = pixels(64);
    for (int i = 0; i < flags.size(); i++) {
      flags.set(i, i % 2);
    }
    assertStandard(flags);
  }

  @Test
  void pixelsOutsideTheRowsGivenDoNotCount() {
    Tensor features = pixels(64);
    features.set(3, 0, -5);
    FeatureScaling scaling = FeatureScaling.suited(features, new int[] {0, 1, 2});
    assertEquals(1.0 / 255, scaling.factor()[0]);
  }

  @Test
  void aScalingTellsWhatItDoes() {
    assertEquals("none", FeatureScaling.none(3).toString());
    assertEquals("every feature times " + 1.0 / 255, FeatureScaling.pixels(3).toString());
    assertEquals(
        "standard: mean 0 and variance 1 for each feature",
        FeatureScaling.of(new double[] {1, 2}, new double[] {1, 1}).toString());
  }

  @Test
  void itsNumbersAreItsOwn() {
    double[] shift = {1};
    double[] factor = {2};
    FeatureScaling scaling = FeatureScaling.of(shift, factor);
    shift[0] = 9;
    scaling.shift()[0] = 9;
    scaling.factor()[0] = 9;
    assertEquals(1, scaling.shift()[0]);
    assertEquals(2, scaling.factor()[0]);
  }

  @Test
  void countsThatDisagreeAreRefusedWithBoth() {
    var lengths =
        assertThrows(
            IllegalArgumentException.class, () -> FeatureScaling.of(new double[2], new double[3]));
    assertEquals("there are 2 shifts and 3 factors", lengths.getMessage());
    var columns =
        assertThrows(
            IllegalArgumentException.class,
            () -> FeatureScaling.none(2).apply(Tensor.zeros(Precision.FLOAT32, 1, 3)));
    assertEquals("samples have 3 features, the scaling 2", columns.getMessage());
  }
}
