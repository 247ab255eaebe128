package org.lanewise.core.simd;

import jdk.incubator.vector.DoubleVector;
import org.lanewise.core.scalar.DoubleElements;
import org.lanewise.core.scalar.DoubleMath;

/**
 * The constants of {@link DoubleMath} and {@link DoubleElements} on all lanes.
 *
 * <p>They are vectors made once, not broadcasts at use: that makes a function's compilation
 * smaller, and a large one is where C2 begins to box vectors (see {@link KernelTable}). A vector in
 * a static final field is a constant whose elements are loaded like any operand.
 */
final class DoubleConstants {
  static final DoubleVector DECAY_MAX = lanes(DoubleMath.DECAY_MAX);
  static final DoubleVector EXPM1_MIN = lanes(DoubleMath.EXPM1_MIN);
  static final DoubleVector EXPM1_TINY = lanes(DoubleMath.EXPM1_TINY);
  static final DoubleVector EXP_10 = lanes(DoubleMath.EXP_10);
  static final DoubleVector EXP_11 = lanes(DoubleMath.EXP_11);
  static final DoubleVector EXP_12 = lanes(DoubleMath.EXP_12);
  static final DoubleVector EXP_2 = lanes(DoubleMath.EXP_2);
  static final DoubleVector EXP_3 = lanes(DoubleMath.EXP_3);
  static final DoubleVector EXP_4 = lanes(DoubleMath.EXP_4);
  static final DoubleVector EXP_5 = lanes(DoubleMath.EXP_5);
  static final DoubleVector EXP_6 = lanes(DoubleMath.EXP_6);
  static final DoubleVector EXP_7 = lanes(DoubleMath.EXP_7);
  static final DoubleVector EXP_8 = lanes(DoubleMath.EXP_8);
  static final DoubleVector EXP_9 = lanes(DoubleMath.EXP_9);
  static final DoubleVector EXP_MAX = lanes(DoubleMath.EXP_MAX);
  static final DoubleVector EXP_MIN = lanes(DoubleMath.EXP_MIN);
  static final DoubleVector HALF = lanes(0.5);
  static final DoubleVector HALF_POWER_ROUNDER = lanes(DoubleMath.HALF_POWER_ROUNDER);
  static final DoubleVector INFINITY = lanes(Double.POSITIVE_INFINITY);
  static final DoubleVector LIFTED_POWER_ROUNDER = lanes(DoubleMath.LIFTED_POWER_ROUNDER);
  static final DoubleVector LN2_HEAD = lanes(DoubleMath.LN2_HEAD);
  static final DoubleVector LN2_SHORT_HEAD = lanes(DoubleMath.LN2_SHORT_HEAD);
  static final DoubleVector LN2_SHORT_TAIL = lanes(DoubleMath.LN2_SHORT_TAIL);
  static final DoubleVector LN2_TAIL = lanes(DoubleMath.LN2_TAIL);
  static final DoubleVector LOG2_E = lanes(DoubleMath.LOG2_E);
  static final DoubleVector MINUS_ONE = lanes(-1.0);
  static final DoubleVector MINUS_TWO_TO_MINUS_64 = lanes(-0x1p-64);
  static final DoubleVector MIN_NORMAL = lanes(Double.MIN_NORMAL);
  static final DoubleVector NAN = lanes(Double.NaN);
  static final DoubleVector NEGATIVE_DECAY_MAX = lanes(-DoubleMath.DECAY_MAX);
  static final DoubleVector NEGATIVE_INFINITY = lanes(Double.NEGATIVE_INFINITY);
  static final DoubleVector NEGATIVE_LN2_HEAD = lanes(-DoubleMath.LN2_HEAD);
  static final DoubleVector NEGATIVE_LN2_TAIL = lanes(-DoubleMath.LN2_TAIL);
  static final DoubleVector NEGATIVE_LOG2_E = lanes(-DoubleMath.LOG2_E);
  static final DoubleVector ONE = lanes(1.0);
  static final DoubleVector NEGATIVE_ROUNDER = lanes(-DoubleMath.ROUNDER);
  static final DoubleVector SUBNORMAL_SCALE = lanes(DoubleMath.SUBNORMAL_SCALE);
  static final DoubleVector SUBNORMAL_SHIFT = lanes(DoubleMath.SUBNORMAL_SHIFT);
  static final DoubleVector TWO = lanes(2.0);
  static final DoubleVector TWO_POWERS_ROUNDER = lanes(DoubleMath.TWO_POWERS_ROUNDER);
  static final DoubleVector TWO_TO_MINUS_64 = lanes(0x1p-64);
  static final DoubleVector ZERO = lanes(0.0);
  static final DoubleVector LOG_10 = lanes(DoubleMath.LOG_10);
  static final DoubleVector LOG_11 = lanes(DoubleMath.LOG_11);
  static final DoubleVector LOG_12 = lanes(DoubleMath.LOG_12);
  static final DoubleVector LOG_13 = lanes(DoubleMath.LOG_13);
  static final DoubleVector LOG_14 = lanes(DoubleMath.LOG_14);
  static final DoubleVector LOG_15 = lanes(DoubleMath.LOG_15);
  static final DoubleVector LOG_16 = lanes(DoubleMath.LOG_16);
  static final DoubleVector LOG_17 = lanes(DoubleMath.LOG_17);
  static final DoubleVector LOG_18 = lanes(DoubleMath.LOG_18);
  static final DoubleVector LOG_19 = lanes(DoubleMath.LOG_19);
  static final DoubleVector LOG_2 = lanes(DoubleMath.LOG_2);
  static final DoubleVector LOG_20 = lanes(DoubleMath.LOG_20);
  static final DoubleVector LOG_21 = lanes(DoubleMath.LOG_21);
  static final DoubleVector LOG_22 = lanes(DoubleMath.LOG_22);
  static final DoubleVector LOG_3 = lanes(DoubleMath.LOG_3);
  static final DoubleVector LOG_4 = lanes(DoubleMath.LOG_4);
  static final DoubleVector LOG_5 = lanes(DoubleMath.LOG_5);
  static final DoubleVector LOG_6 = lanes(DoubleMath.LOG_6);
  static final DoubleVector LOG_7 = lanes(DoubleMath.LOG_7);
  static final DoubleVector LOG_8 = lanes(DoubleMath.LOG_8);
  static final DoubleVector LOG_9 = lanes(DoubleMath.LOG_9);
  static final DoubleVector GELU_CUBE = lanes(DoubleElements.GELU_CUBE);
  static final DoubleVector GELU_CUBE_SLOPE = lanes(3 * DoubleElements.GELU_CUBE);
  static final DoubleVector GELU_SCALE = lanes(DoubleElements.GELU_SCALE);
  static final DoubleVector GELU_MAX = lanes(DoubleElements.GELU_MAX);
  static final DoubleVector NEGATIVE_GELU_MAX = lanes(-DoubleElements.GELU_MAX);
  static final DoubleVector NORMAL_DENSITY = lanes(DoubleElements.NORMAL_DENSITY);
  static final DoubleVector LOWEST = lanes(-Double.MAX_VALUE);
  static final DoubleVector HIGHEST = lanes(Double.MAX_VALUE);
  static final DoubleVector MINUS_HALF = lanes(-0.5);

  private DoubleConstants() {}

  private static DoubleVector lanes(double value) {
    return DoubleVector.broadcast(DoubleSpecies.SPECIES, value);
  }
}
