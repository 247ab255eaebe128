package org.lanewise.core.simd;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.scalar.FloatAccuracy;

/** All 2^32 arguments of each float function; minutes for each, so it runs only when asked for. */
@Tag("exhaustive")
class FloatMathExhaustiveTest {
  private static final int BLOCK = 1 << 12;

  @ParameterizedTest
  @EnumSource
  void everyArgumentHasTheStatedErrorAndTheSameBitsOnLanes(FloatAccuracy function) {
    Backend lanes = Backends.best().with(Parallelism.of(1));
    float[] in = new float[BLOCK];
    float[] out = new float[BLOCK];
    double worst = 0;
    for (long first = 0; first < 1L << 32; first += BLOCK) {
      for (int i = 0; i < BLOCK; i++) {
        in[i] = Float.intBitsToFloat((int) first + i);
      }
      lanes.unary(function.op(), BLOCK, in, 0, out, 0);
      for (int i = 0; i < BLOCK; i++) {
        float y = function.value(in[i]);
        if (Float.floatToIntBits(y) != Float.floatToIntBits(out[i])) {
          fail(function + "(" + Float.toHexString(in[i]) + "): " + y + " but on lanes " + out[i]);
        }
        worst = Math.max(worst, function.error(in[i]));
      }
    }
    System.out.println(function + ": error of " + worst + " ulp at most");
    assertTrue(worst <= function.bound(), function + ": error of " + worst + " ulp");
  }
}
