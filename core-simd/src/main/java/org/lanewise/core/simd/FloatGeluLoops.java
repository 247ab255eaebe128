package org.lanewise.core.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.core.scalar.FloatGelu.*;
import static org.lanewise.core.scalar.FloatMath.*;
import static org.lanewise.core.simd.FloatSpecies.INT_SPECIES;
import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatGelu;

/** The functions of {@link FloatGelu} as loops, made as those of {@link FloatMathLoops} are. */
final class FloatGeluLoops {
  private FloatGeluLoops() {}

  /** GELU by erf; see {@link FloatGelu#gelu}. */
  static void gelu(int n, float[] x, int xo, float[] y, int yo) {
    FloatVector c9 = broadcast(SPECIES, NORMAL_9);
    FloatVector c8 = broadcast(SPECIES, NORMAL_8);
    FloatVector c7 = broadcast(SPECIES, NORMAL_7);
    FloatVector c6 = broadcast(SPECIES, NORMAL_6);
    FloatVector c5 = broadcast(SPECIES, NORMAL_5);
    FloatVector c4 = broadcast(SPECIES, NORMAL_4);
    FloatVector c3 = broadcast(SPECIES, NORMAL_3);
    FloatVector c2 = broadcast(SPECIES, NORMAL_2);
    FloatVector c1 = broadcast(SPECIES, NORMAL_1);
    FloatVector c0 = broadcast(SPECIES, NORMAL_0);
    IntVector negating = IntVector.broadcast(INT_SPECIES, NEGATING_NAN_LOWEST);
    IntVector nanLowest = IntVector.broadcast(INT_SPECIES, NAN_LOWEST);
    IntVector sign = IntVector.broadcast(INT_SPECIES, SIGN);
    IntVector lowest = IntVector.broadcast(INT_SPECIES, NORMAL_MIN_BITS);
    FloatVector rounder = broadcast(SPECIES, HALF_POWER_ROUNDER);
    FloatVector p6 = broadcast(SPECIES, POWER_6);
    FloatVector p5 = broadcast(SPECIES, POWER_5);
    FloatVector p4 = broadcast(SPECIES, POWER_4);
    FloatVector p3 = broadcast(SPECIES, POWER_3);
    FloatVector p2 = broadcast(SPECIES, POWER_2);
    FloatVector p1 = broadcast(SPECIES, POWER_1);
    FloatVector one = broadcast(SPECIES, 1.0f);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      IntVector bits = fromArray(SPECIES, x, xo + i).viewAsIntegralLanes();
      FloatVector a = bits.or(sign).min(lowest).viewAsFloatingLanes();
      FloatVector u = a.mul(a);
      FloatVector even = c8.fma(u, c6).fma(u, c4).fma(u, c2).fma(u, c0);
      FloatVector odd = c9.fma(u, c7).fma(u, c5).fma(u, c3).fma(u, c1);
      FloatVector g = odd.fma(a, even);
      FloatVector t = a.fma(g, rounder);
      FloatVector r = a.fma(g, rounder.sub(t));
      FloatVector p = p6.fma(r, p5).fma(r, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      IntVector power = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      FloatVector tail = p.mul(power.viewAsFloatingLanes());
      IntVector positive = bits.add(negating).min(nanLowest).sub(negating);
      tail.fma(a, positive.viewAsFloatingLanes()).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatGelu.gelu(x[xo + i]);
    }
  }

  /** GELU by tanh; see {@link FloatGelu#geluTanh}. */
  static void geluTanh(int n, float[] x, int xo, float[] y, int yo) {
    IntVector max = IntVector.broadcast(INT_SPECIES, GELU_TANH_MAX_BITS);
    IntVector negating = IntVector.broadcast(INT_SPECIES, NEGATING_NAN_LOWEST);
    IntVector min = IntVector.broadcast(INT_SPECIES, GELU_TANH_MIN_BITS);
    FloatVector g3 = broadcast(SPECIES, GELU_TANH_3);
    FloatVector g1 = broadcast(SPECIES, GELU_TANH_1);
    FloatVector rounder = broadcast(SPECIES, POWER_ROUNDER);
    FloatVector p6 = broadcast(SPECIES, POWER_6);
    FloatVector p5 = broadcast(SPECIES, POWER_5);
    FloatVector p4 = broadcast(SPECIES, POWER_4);
    FloatVector p3 = broadcast(SPECIES, POWER_3);
    FloatVector p2 = broadcast(SPECIES, POWER_2);
    FloatVector p1 = broadcast(SPECIES, POWER_1);
    FloatVector one = broadcast(SPECIES, 1.0f);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      IntVector bits = fromArray(SPECIES, x, xo + i).viewAsIntegralLanes();
      bits = bits.add(negating).min(min).sub(negating);
      FloatVector z = bits.viewAsFloatingLanes();
      FloatVector a = bits.min(max).viewAsFloatingLanes();
      FloatVector g = a.mul(a).fma(g3, g1);
      FloatVector t = a.fma(g, rounder);
      FloatVector r = a.fma(g, rounder.sub(t));
      FloatVector p = p6.fma(r, p5).fma(r, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      IntVector power = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      z.div(p.fma(power.viewAsFloatingLanes(), one)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatGelu.geluTanh(x[xo + i]);
    }
  }

  /** Computes the tail of the normal distribution above |x|, of full vectors only. */
  static void normalTail(int n, float[] x, int xo, float[] tail) {
    FloatVector c9 = broadcast(SPECIES, NORMAL_9);
    FloatVector c8 = broadcast(SPECIES, NORMAL_8);
    FloatVector c7 = broadcast(SPECIES, NORMAL_7);
    FloatVector c6 = broadcast(SPECIES, NORMAL_6);
    FloatVector c5 = broadcast(SPECIES, NORMAL_5);
    FloatVector c4 = broadcast(SPECIES, NORMAL_4);
    FloatVector c3 = broadcast(SPECIES, NORMAL_3);
    FloatVector c2 = broadcast(SPECIES, NORMAL_2);
    FloatVector c1 = broadcast(SPECIES, NORMAL_1);
    FloatVector c0 = broadcast(SPECIES, NORMAL_0);
    IntVector sign = IntVector.broadcast(INT_SPECIES, SIGN);
    IntVector lowest = IntVector.broadcast(INT_SPECIES, NORMAL_MIN_BITS);
    FloatVector rounder = broadcast(SPECIES, HALF_POWER_ROUNDER);
    FloatVector p6 = broadcast(SPECIES, POWER_6);
    FloatVector p5 = broadcast(SPECIES, POWER_5);
    FloatVector p4 = broadcast(SPECIES, POWER_4);
    FloatVector p3 = broadcast(SPECIES, POWER_3);
    FloatVector p2 = broadcast(SPECIES, POWER_2);
    FloatVector p1 = broadcast(SPECIES, POWER_1);
    FloatVector one = broadcast(SPECIES, 1.0f);
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      IntVector bits = fromArray(SPECIES, x, xo + i).viewAsIntegralLanes();
      FloatVector a = bits.or(sign).min(lowest).viewAsFloatingLanes();
      FloatVector u = a.mul(a);
      FloatVector even = c8.fma(u, c6).fma(u, c4).fma(u, c2).fma(u, c0);
      FloatVector odd = c9.fma(u, c7).fma(u, c5).fma(u, c3).fma(u, c1);
      FloatVector g = odd.fma(a, even);
      FloatVector t = a.fma(g, rounder);
      FloatVector r = a.fma(g, rounder.sub(t));
      FloatVector p = p6.fma(r, p5).fma(r, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      IntVector power = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      p.mul(power.viewAsFloatingLanes()).intoArray(tail, i);
    }
  }
}
