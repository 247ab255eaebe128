package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract "Memory": no call allocates in steady state, on the calling thread. */
class AllocationTest {
  @Tag("allocation")
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noOperationAllocates(int threads) {
    assertEquals(Map.of(), Allocations.of(threads));
  }
}
