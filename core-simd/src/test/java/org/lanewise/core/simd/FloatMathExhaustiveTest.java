package org.lanewise.core.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.scalar.FloatAccuracy;

/** All 2^32 arguments of each float function; minutes for each, so it runs only when asked for. */
@Tag("exhaustive")
class FloatMathExhaustiveTest {
  private static final int BLOCK = 1 << 12;

  @ParameterizedTest
  @EnumSource
  void everyArgumentHasTheStatedErrorAndTheSameBitsOnLanes(FloatFunction function) {
    FloatAccuracy accuracy = FloatAccuracy.valueOf(function.name());
    float[] in = new float[BLOCK];
    float[] out = new float[BLOCK];
    double worst = 0;
    for (long first = 0; first < 1L << 32; first += BLOCK) {
      for (int i = 0; i < BLOCK; i++) {
        in[i] = Float.intBitsToFloat((int) first + i);
      }
      for (int i = 0; i < BLOCK; i += FloatSpecies.LANES) {
        function.lanes(FloatVector.fromArray(FloatSpecies.SPECIES, in, i)).intoArray(out, i);
      }
      for (int i = 0; i < BLOCK; i++) {
        float y = function.scalar(in[i]);
        if (Float.floatToIntBits(y) != Float.floatToIntBits(out[i])) {
          fail(function + "(" + Float.toHexString(in[i]) + "): " + y + " but on lanes " + out[i]);
        }
        worst = Math.max(worst, accuracy.error(in[i]));
      }
    }
    assertEquals(accuracy.bound(), worst, 0.01, function + ": error in ulp");
  }
}
