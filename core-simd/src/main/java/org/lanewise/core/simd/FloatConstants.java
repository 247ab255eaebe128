package org.lanewise.core.simd;

import jdk.incubator.vector.FloatVector;
import org.lanewise.core.scalar.FloatElements;
import org.lanewise.core.scalar.FloatMath;

/**
 * The constants of {@link FloatMath} and {@link FloatElements} on all lanes.
 *
 * <p>They are vectors made once, not broadcasts at use: that makes a function's compilation
 * smaller, and a large one is where C2 begins to box vectors (see {@link KernelTable}). A vector in
 * a static final field is a constant whose elements are loaded like any operand.
 */
final class FloatConstants {
  static final FloatVector DECAY_MAX = lanes(FloatMath.DECAY_MAX);
  static final FloatVector EXPM1_MIN = lanes(FloatMath.EXPM1_MIN);
  static final FloatVector EXPM1_TINY = lanes(FloatMath.EXPM1_TINY);
  static final FloatVector EXPM1_2 = lanes(FloatMath.EXPM1_2);
  static final FloatVector EXPM1_3 = lanes(FloatMath.EXPM1_3);
  static final FloatVector EXPM1_4 = lanes(FloatMath.EXPM1_4);
  static final FloatVector EXPM1_5 = lanes(FloatMath.EXPM1_5);
  static final FloatVector EXPM1_6 = lanes(FloatMath.EXPM1_6);
  static final FloatVector EXPM1_7 = lanes(FloatMath.EXPM1_7);
  static final FloatVector EXP_2 = lanes(FloatMath.EXP_2);
  static final FloatVector EXP_3 = lanes(FloatMath.EXP_3);
  static final FloatVector EXP_4 = lanes(FloatMath.EXP_4);
  static final FloatVector EXP_5 = lanes(FloatMath.EXP_5);
  static final FloatVector EXP_6 = lanes(FloatMath.EXP_6);
  static final FloatVector EXP_MAX = lanes(FloatMath.EXP_MAX);
  static final FloatVector EXP_MIN = lanes(FloatMath.EXP_MIN);
  static final FloatVector HALF = lanes(0.5f);
  static final FloatVector HALF_POWER_ROUNDER = lanes(FloatMath.HALF_POWER_ROUNDER);
  static final FloatVector INFINITY = lanes(Float.POSITIVE_INFINITY);
  static final FloatVector LIFTED_POWER_ROUNDER = lanes(FloatMath.LIFTED_POWER_ROUNDER);
  static final FloatVector LN2_HEAD = lanes(FloatMath.LN2_HEAD);
  static final FloatVector LN2_SHORT_HEAD = lanes(FloatMath.LN2_SHORT_HEAD);
  static final FloatVector LN2_SHORT_TAIL = lanes(FloatMath.LN2_SHORT_TAIL);
  static final FloatVector LN2_TAIL = lanes(FloatMath.LN2_TAIL);
  static final FloatVector LOG2_E = lanes(FloatMath.LOG2_E);
  static final FloatVector LOG_10 = lanes(FloatMath.LOG_10);
  static final FloatVector LOG_2 = lanes(FloatMath.LOG_2);
  static final FloatVector LOG_3 = lanes(FloatMath.LOG_3);
  static final FloatVector LOG_4 = lanes(FloatMath.LOG_4);
  static final FloatVector LOG_5 = lanes(FloatMath.LOG_5);
  static final FloatVector LOG_6 = lanes(FloatMath.LOG_6);
  static final FloatVector LOG_7 = lanes(FloatMath.LOG_7);
  static final FloatVector LOG_8 = lanes(FloatMath.LOG_8);
  static final FloatVector LOG_9 = lanes(FloatMath.LOG_9);
  static final FloatVector MINUS_ONE = lanes(-1.0f);
  static final FloatVector MIN_NORMAL = lanes(Float.MIN_NORMAL);
  static final FloatVector NAN = lanes(Float.NaN);
  static final FloatVector NEGATIVE_DECAY_MAX = lanes(-FloatMath.DECAY_MAX);
  static final FloatVector NEGATIVE_INFINITY = lanes(Float.NEGATIVE_INFINITY);
  static final FloatVector NEGATIVE_LN2_HEAD = lanes(-FloatMath.LN2_HEAD);
  static final FloatVector NEGATIVE_LN2_TAIL = lanes(-FloatMath.LN2_TAIL);
  static final FloatVector NEGATIVE_LOG2_E = lanes(-FloatMath.LOG2_E);
  static final FloatVector ONE = lanes(1.0f);
  static final FloatVector NEGATIVE_ROUNDER = lanes(-FloatMath.ROUNDER);
  static final FloatVector SUBNORMAL_SCALE = lanes(FloatMath.SUBNORMAL_SCALE);
  static final FloatVector SUBNORMAL_SHIFT = lanes(FloatMath.SUBNORMAL_SHIFT);
  static final FloatVector TWO = lanes(2.0f);
  static final FloatVector TWO_POWERS_ROUNDER = lanes(FloatMath.TWO_POWERS_ROUNDER);
  static final FloatVector TWO_TO_63 = lanes(0x1p63f);
  static final FloatVector TWO_TO_MINUS_64 = lanes(0x1p-64f);
  static final FloatVector ZERO = lanes(0.0f);
  static final FloatVector GELU_CUBE = lanes(FloatElements.GELU_CUBE);
  static final FloatVector GELU_CUBE_SLOPE = lanes(3 * FloatElements.GELU_CUBE);
  static final FloatVector GELU_SCALE = lanes(FloatElements.GELU_SCALE);
  static final FloatVector GELU_MAX = lanes(FloatElements.GELU_MAX);
  static final FloatVector NEGATIVE_GELU_MAX = lanes(-FloatElements.GELU_MAX);
  static final FloatVector NORMAL_DENSITY = lanes(FloatElements.NORMAL_DENSITY);
  static final FloatVector LOWEST = lanes(-Float.MAX_VALUE);
  static final FloatVector HIGHEST = lanes(Float.MAX_VALUE);
  static final FloatVector MINUS_HALF = lanes(-0.5f);

  private FloatConstants() {}

  private static FloatVector lanes(float value) {
    return FloatVector.broadcast(FloatSpecies.SPECIES, value);
  }
}
