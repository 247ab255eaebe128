package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TestData;

class ClassWeightsTest {
  private static final Precision P = Precision.FLOAT64;
  private static final Tensor TARGETS = Tensor.of(P, 8, 0, 1, 0, 0, 2, 0, 1, 0);

  @Test
  void balancedWeightsAreSamplesByClassesTimesCount() {
    Dataset data = new Dataset(Tensor.zeros(P, 8, 1), TARGETS, List.of("a", "b", "c"), List.of());
    int[] counts = ClassWeights.counts(data, TestData.range(8));
    assertArrayEquals(new int[] {5, 2, 1}, counts);
    assertArrayEquals(new int[] {2, 1, 0}, ClassWeights.counts(data, TestData.range(3)));
    double[] expected = {8 / 15.0, 8 / 6.0, 8 / 3.0};
    assertArrayEquals(expected, ClassWeights.balanced(counts), 1e-15);
  }

  @Test
  void theWeightsOfAllSamplesSumToTheirNumber() {
    Tensor weights = ClassWeights.ofSamples(TARGETS, ClassWeights.balanced(new int[] {5, 2, 1}));
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += weights.get(i);
    }
    assertEquals(8, sum, 1e-14);
    assertEquals(8 / 3.0, weights.get(4), 1e-15);
    assertTrue(TARGETS.get(4) == 2, "the targets stay");
  }

  @Test
  void aClassWithoutSamplesOrASampleWithoutWeightIsRefused() {
    var empty =
        assertThrows(IllegalArgumentException.class, () -> ClassWeights.balanced(new int[] {3, 0}));
    assertEquals("class 1 of 2 has 0 samples; each needs one", empty.getMessage());
    var unknown =
        assertThrows(
            IllegalArgumentException.class,
            () -> ClassWeights.ofSamples(TARGETS, new double[] {1, 2}));
    assertEquals("sample 4 is of class 2.0, there are 2 weights", unknown.getMessage());
  }
}
