package org.lanewise.core.simd;

import jdk.incubator.vector.DoubleVector;
import org.lanewise.core.scalar.DoubleMath;

/**
 * The constants of {@link DoubleMath} on all lanes.
 *
 * <p>They are vectors made once, not broadcasts at use: that makes a function's compilation
 * smaller, and a large one is where C2 begins to box vectors (see {@link KernelTable}). A vector in
 * a static final field is a constant whose elements are loaded like any operand.
 */
final class DoubleConstants {
  static final DoubleVector DECAY_MAX = lanes(DoubleMath.DECAY_MAX);
  static final DoubleVector ERF_0 = lanes(DoubleMath.ERF_0);
  static final DoubleVector ERF_24 = lanes(DoubleMath.ERF_24);
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
  static final DoubleVector NEGATIVE_ERF_0 = lanes(-DoubleMath.ERF_0);
  static final DoubleVector NEGATIVE_ERF_MAX = lanes(-DoubleMath.ERF_MAX);
  static final DoubleVector NEGATIVE_INFINITY = lanes(Double.NEGATIVE_INFINITY);
  static final DoubleVector NEGATIVE_LN2_HEAD = lanes(-DoubleMath.LN2_HEAD);
  static final DoubleVector NEGATIVE_LN2_TAIL = lanes(-DoubleMath.LN2_TAIL);
  static final DoubleVector NEGATIVE_LOG2_E = lanes(-DoubleMath.LOG2_E);
  static final DoubleVector NEGATIVE_POWER_ROUNDER = lanes(DoubleMath.NEGATIVE_POWER_ROUNDER);
  static final DoubleVector ONE = lanes(1.0);
  static final DoubleVector ROUNDER = lanes(DoubleMath.ROUNDER);
  static final DoubleVector SUBNORMAL_SCALE = lanes(DoubleMath.SUBNORMAL_SCALE);
  static final DoubleVector SUBNORMAL_SHIFT = lanes(DoubleMath.SUBNORMAL_SHIFT);
  static final DoubleVector TANH_11 = lanes(DoubleMath.TANH_11);
  static final DoubleVector TANH_13 = lanes(DoubleMath.TANH_13);
  static final DoubleVector TANH_15 = lanes(DoubleMath.TANH_15);
  static final DoubleVector TANH_17 = lanes(DoubleMath.TANH_17);
  static final DoubleVector TANH_19 = lanes(DoubleMath.TANH_19);
  static final DoubleVector TANH_21 = lanes(DoubleMath.TANH_21);
  static final DoubleVector TANH_23 = lanes(DoubleMath.TANH_23);
  static final DoubleVector TANH_3 = lanes(DoubleMath.TANH_3);
  static final DoubleVector TANH_5 = lanes(DoubleMath.TANH_5);
  static final DoubleVector TANH_7 = lanes(DoubleMath.TANH_7);
  static final DoubleVector TANH_9 = lanes(DoubleMath.TANH_9);
  static final DoubleVector TANH_MAX = lanes(DoubleMath.TANH_MAX);
  static final DoubleVector TANH_SMALL = lanes(DoubleMath.TANH_SMALL);
  static final DoubleVector TWICE_POWER_ROUNDER = lanes(DoubleMath.TWICE_POWER_ROUNDER);
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

  private DoubleConstants() {}

  private static DoubleVector lanes(double value) {
    return DoubleVector.broadcast(DoubleSpecies.SPECIES, value);
  }
}
