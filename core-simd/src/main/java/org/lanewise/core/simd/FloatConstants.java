package org.lanewise.core.simd;

import jdk.incubator.vector.FloatVector;
import org.lanewise.core.scalar.FloatMath;

/**
 * The constants of {@link FloatMath} on all lanes.
 *
 * <p>They are vectors made once, not broadcasts at use: that makes a function's compilation
 * smaller, and a large one is where C2 begins to box vectors (see {@link KernelTable}). A vector in
 * a static final field is a constant whose elements are loaded like any operand.
 */
final class FloatConstants {
  static final FloatVector DECAY_MAX = lanes(FloatMath.DECAY_MAX);
  static final FloatVector ERF_0 = lanes(FloatMath.ERF_0);
  static final FloatVector ERF_0_TAIL = lanes(FloatMath.ERF_0_TAIL);
  static final FloatVector ERF_1 = lanes(FloatMath.ERF_1);
  static final FloatVector ERF_2 = lanes(FloatMath.ERF_2);
  static final FloatVector ERF_3 = lanes(FloatMath.ERF_3);
  static final FloatVector ERF_4 = lanes(FloatMath.ERF_4);
  static final FloatVector ERF_5 = lanes(FloatMath.ERF_5);
  static final FloatVector ERF_6 = lanes(FloatMath.ERF_6);
  static final FloatVector ERF_7 = lanes(FloatMath.ERF_7);
  static final FloatVector ERF_8 = lanes(FloatMath.ERF_8);
  static final FloatVector EXPM1_MIN = lanes(FloatMath.EXPM1_MIN);
  static final FloatVector EXPM1_TINY = lanes(FloatMath.EXPM1_TINY);
  static final FloatVector EXP_2 = lanes(FloatMath.EXP_2);
  static final FloatVector EXP_3 = lanes(FloatMath.EXP_3);
  static final FloatVector EXP_4 = lanes(FloatMath.EXP_4);
  static final FloatVector EXP_5 = lanes(FloatMath.EXP_5);
  static final FloatVector EXP_6 = lanes(FloatMath.EXP_6);
  static final FloatVector EXP_7 = lanes(FloatMath.EXP_7);
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
  static final FloatVector MINUS_TWO_TO_MINUS_64 = lanes(-0x1p-64f);
  static final FloatVector MIN_NORMAL = lanes(Float.MIN_NORMAL);
  static final FloatVector NAN = lanes(Float.NaN);
  static final FloatVector NEGATIVE_DECAY_MAX = lanes(-FloatMath.DECAY_MAX);
  static final FloatVector NEGATIVE_ERF_0 = lanes(-FloatMath.ERF_0);
  static final FloatVector NEGATIVE_ERF_MAX = lanes(-FloatMath.ERF_MAX);
  static final FloatVector NEGATIVE_INFINITY = lanes(Float.NEGATIVE_INFINITY);
  static final FloatVector NEGATIVE_LN2_HEAD = lanes(-FloatMath.LN2_HEAD);
  static final FloatVector NEGATIVE_LN2_TAIL = lanes(-FloatMath.LN2_TAIL);
  static final FloatVector NEGATIVE_LOG2_E = lanes(-FloatMath.LOG2_E);
  static final FloatVector NEGATIVE_POWER_ROUNDER = lanes(FloatMath.NEGATIVE_POWER_ROUNDER);
  static final FloatVector ONE = lanes(1.0f);
  static final FloatVector ROUNDER = lanes(FloatMath.ROUNDER);
  static final FloatVector SUBNORMAL_SCALE = lanes(FloatMath.SUBNORMAL_SCALE);
  static final FloatVector SUBNORMAL_SHIFT = lanes(FloatMath.SUBNORMAL_SHIFT);
  static final FloatVector TANH_11 = lanes(FloatMath.TANH_11);
  static final FloatVector TANH_13 = lanes(FloatMath.TANH_13);
  static final FloatVector TANH_15 = lanes(FloatMath.TANH_15);
  static final FloatVector TANH_3 = lanes(FloatMath.TANH_3);
  static final FloatVector TANH_5 = lanes(FloatMath.TANH_5);
  static final FloatVector TANH_7 = lanes(FloatMath.TANH_7);
  static final FloatVector TANH_9 = lanes(FloatMath.TANH_9);
  static final FloatVector TANH_MAX = lanes(FloatMath.TANH_MAX);
  static final FloatVector TANH_SMALL = lanes(FloatMath.TANH_SMALL);
  static final FloatVector TWICE_POWER_ROUNDER = lanes(FloatMath.TWICE_POWER_ROUNDER);
  static final FloatVector TWO = lanes(2.0f);
  static final FloatVector TWO_POWERS_ROUNDER = lanes(FloatMath.TWO_POWERS_ROUNDER);
  static final FloatVector TWO_TO_MINUS_64 = lanes(0x1p-64f);
  static final FloatVector ZERO = lanes(0.0f);

  private FloatConstants() {}

  private static FloatVector lanes(float value) {
    return FloatVector.broadcast(FloatSpecies.SPECIES, value);
  }
}
