package org.lanewise.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeadTest {
  private static String lead(double... ratios) {
    SortedMap<Integer, Double> bySize = new TreeMap<>();
    for (int i = 0; i < ratios.length; i++) {
      bySize.put(4 << i, ratios[i]);
    }
    return Lead.words("simd", "openblas", bySize);
  }

  @Test
  void eachSizeFromWhichAnotherLeadsIsNamed() {
    assertEquals(
        "simd is ahead of openblas from 4; the lead changes at 16, 64",
        lead(2, 1.5, 0.9, 0.7, 1.1));
    assertEquals("simd is behind openblas from 4; the lead changes at 8", lead(0.5, 1.5));
  }

  @Test
  void aDifferenceBelowThatOfRepeatedMeasurementsChangesNoLead() {
    assertEquals(
        "simd is ahead of openblas from 4; the lead changes at 32",
        lead(1.005, 2, 0.995, 0.98, 1.009));
  }

  @Test
  void withoutAChangeOneWordSaysIt() {
    assertEquals("simd is ahead of openblas at all sizes", lead(1.2, 1.001, 3));
    assertEquals("simd is behind openblas at all sizes", lead(0.5, 0.6));
    assertEquals("simd is level with openblas at all sizes", lead(1, 1.002, 0.999));
  }

  @Test
  void manyChangesAreCounted() {
    assertEquals(
        "simd is ahead of openblas from 4; the lead changes 9 times, first at 8, last at 2048",
        lead(2, 0.5, 2, 0.5, 2, 0.5, 2, 0.5, 2, 0.5));
  }
}
