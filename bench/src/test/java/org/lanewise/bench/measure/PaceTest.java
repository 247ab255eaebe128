package org.lanewise.bench.measure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
  private long next = 100;
  private final Pace pace = new Pace(() -> next);

  @Test
  void aTimeCloseToTheBestIsSteady() {
    pace.probe();
    assertTrue(pace.isSteady(100));
    assertTrue(pace.isSteady(114));
    assertFalse(pace.isSteady(116));
  }

  @Test
  void aMachineThatBecameSlowerForGoodIsSteadyAgain() {
    pace.probe();
    next = 200;
    pace.probe();
    assertFalse(pace.isSteady(200));
    for (int i = 0; i < 50; i++) {
      pace.probe();
    }
    assertTrue(pace.isSteady(200));
  }
}
