package org.lanewise.core.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.lanewise.core.scalar.DoubleGelu.*;
import static org.lanewise.core.scalar.DoubleMath.*;
import static org.lanewise.core.simd.DoubleMathLoops.BLOCK;
import static org.lanewise.core.simd.DoubleMathLoops.BUFFER;
import static org.lanewise.core.simd.DoubleMathLoops.FROM_BUFFER;
import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.LONG_SPECIES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleGelu;

/** The functions of {@link DoubleGelu} as loops, made as those of {@link DoubleMathLoops} are. */
final class DoubleGeluLoops {
  private static final MethodHandle[] NORMAL_EXPONENT =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(void.class, int.class, double[].class, int.class, double[].class),
          "normalExponent");

  private static final MethodHandle[] GELU_OF_EXPONENT =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "geluOfExponent");

  private static final MethodHandle[] TAIL_OF_EXPONENT =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "tailOfExponent");

  private DoubleGeluLoops() {}

  /** GELU in two loops, for one would be too large a compilation. */
  static void gelu(int n, double[] x, int xo, double[] y, int yo) {
    double[] exponents = BUFFER.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        NORMAL_EXPONENT[0].invokeExact(length, x, xo + i, exponents);
        GELU_OF_EXPONENT[0].invokeExact(length, x, xo + i, exponents, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** GELU by tanh; see {@link DoubleGelu#geluTanh}. */
  static void geluTanh(int n, double[] x, int xo, double[] y, int yo) {
    LongVector max = LongVector.broadcast(LONG_SPECIES, GELU_TANH_MAX_BITS);
    LongVector negating = LongVector.broadcast(LONG_SPECIES, NEGATING_NAN_LOWEST);
    LongVector min = LongVector.broadcast(LONG_SPECIES, GELU_TANH_MIN_BITS);
    DoubleVector g3 = broadcast(SPECIES, GELU_TANH_3);
    DoubleVector g1 = broadcast(SPECIES, GELU_TANH_1);
    DoubleVector rounder = broadcast(SPECIES, POWER_ROUNDER);
    DoubleVector p11 = broadcast(SPECIES, POWER_11);
    DoubleVector p10 = broadcast(SPECIES, POWER_10);
    DoubleVector p9 = broadcast(SPECIES, POWER_9);
    DoubleVector p8 = broadcast(SPECIES, POWER_8);
    DoubleVector p7 = broadcast(SPECIES, POWER_7);
    DoubleVector p6 = broadcast(SPECIES, POWER_6);
    DoubleVector p5 = broadcast(SPECIES, POWER_5);
    DoubleVector p4 = broadcast(SPECIES, POWER_4);
    DoubleVector p3 = broadcast(SPECIES, POWER_3);
    DoubleVector p2 = broadcast(SPECIES, POWER_2);
    DoubleVector p1 = broadcast(SPECIES, POWER_1);
    DoubleVector one = broadcast(SPECIES, 1.0);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      LongVector bits = fromArray(SPECIES, x, xo + i).viewAsIntegralLanes();
      bits = bits.add(negating).min(min).sub(negating);
      DoubleVector z = bits.viewAsFloatingLanes();
      DoubleVector a = bits.min(max).viewAsFloatingLanes();
      DoubleVector g = a.mul(a).fma(g3, g1);
      DoubleVector t = a.fma(g, rounder);
      DoubleVector r = a.fma(g, rounder.sub(t));
      DoubleVector p =
          p11.fma(r, p10)
              .fma(r, p9)
              .fma(r, p8)
              .fma(r, p7)
              .fma(r, p6)
              .fma(r, p5)
              .fma(r, p4)
              .fma(r, p3)
              .fma(r, p2)
              .fma(r, p1)
              .fma(r, one);
      LongVector power = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      z.div(p.fma(power.viewAsFloatingLanes(), one)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleGelu.geluTanh(x[xo + i]);
    }
  }

  /** Computes the exponent -|x| G(|x|) of the normal distribution, of full vectors only. */
  private static void normalExponent(int n, double[] x, int xo, double[] exponents) {
    DoubleVector c24 = broadcast(SPECIES, NORMAL_24);
    DoubleVector c23 = broadcast(SPECIES, NORMAL_23);
    DoubleVector c22 = broadcast(SPECIES, NORMAL_22);
    DoubleVector c21 = broadcast(SPECIES, NORMAL_21);
    DoubleVector c20 = broadcast(SPECIES, NORMAL_20);
    DoubleVector c19 = broadcast(SPECIES, NORMAL_19);
    DoubleVector c18 = broadcast(SPECIES, NORMAL_18);
    DoubleVector c17 = broadcast(SPECIES, NORMAL_17);
    DoubleVector c16 = broadcast(SPECIES, NORMAL_16);
    DoubleVector c15 = broadcast(SPECIES, NORMAL_15);
    DoubleVector c14 = broadcast(SPECIES, NORMAL_14);
    DoubleVector c13 = broadcast(SPECIES, NORMAL_13);
    DoubleVector c12 = broadcast(SPECIES, NORMAL_12);
    DoubleVector c11 = broadcast(SPECIES, NORMAL_11);
    DoubleVector c10 = broadcast(SPECIES, NORMAL_10);
    DoubleVector c9 = broadcast(SPECIES, NORMAL_9);
    DoubleVector c8 = broadcast(SPECIES, NORMAL_8);
    DoubleVector c7 = broadcast(SPECIES, NORMAL_7);
    DoubleVector c6 = broadcast(SPECIES, NORMAL_6);
    DoubleVector c5 = broadcast(SPECIES, NORMAL_5);
    DoubleVector c4 = broadcast(SPECIES, NORMAL_4);
    DoubleVector c3 = broadcast(SPECIES, NORMAL_3);
    DoubleVector c2 = broadcast(SPECIES, NORMAL_2);
    DoubleVector c1 = broadcast(SPECIES, NORMAL_1);
    DoubleVector c0 = broadcast(SPECIES, NORMAL_0);
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector a = fromArray(SPECIES, x, xo + i).abs().neg();
      DoubleVector u = a.mul(a);
      DoubleVector even =
          c24.fma(u, c22)
              .fma(u, c20)
              .fma(u, c18)
              .fma(u, c16)
              .fma(u, c14)
              .fma(u, c12)
              .fma(u, c10)
              .fma(u, c8)
              .fma(u, c6)
              .fma(u, c4)
              .fma(u, c2)
              .fma(u, c0);
      DoubleVector odd =
          c23.fma(u, c21)
              .fma(u, c19)
              .fma(u, c17)
              .fma(u, c15)
              .fma(u, c13)
              .fma(u, c11)
              .fma(u, c9)
              .fma(u, c7)
              .fma(u, c5)
              .fma(u, c3)
              .fma(u, c1);
      a.mul(odd.fma(a, even)).intoArray(exponents, i);
    }
  }

  private static void geluOfExponent(
      int n, double[] x, int xo, double[] exponents, double[] y, int yo) {
    DoubleVector min = broadcast(SPECIES, -NORMAL_MAX);
    DoubleVector zero = broadcast(SPECIES, 0.0);
    DoubleVector minusZero = broadcast(SPECIES, -0.0);
    DoubleVector log2e = broadcast(SPECIES, LOG2_E);
    DoubleVector rounder = broadcast(SPECIES, HALF_POWER_ROUNDER);
    DoubleVector ln2Head = broadcast(SPECIES, -LN2_HEAD);
    DoubleVector ln2Tail = broadcast(SPECIES, -LN2_TAIL);
    DoubleVector e12 = broadcast(SPECIES, EXP_12);
    DoubleVector e11 = broadcast(SPECIES, EXP_11);
    DoubleVector e10 = broadcast(SPECIES, EXP_10);
    DoubleVector e9 = broadcast(SPECIES, EXP_9);
    DoubleVector e8 = broadcast(SPECIES, EXP_8);
    DoubleVector e7 = broadcast(SPECIES, EXP_7);
    DoubleVector e6 = broadcast(SPECIES, EXP_6);
    DoubleVector e5 = broadcast(SPECIES, EXP_5);
    DoubleVector e4 = broadcast(SPECIES, EXP_4);
    DoubleVector e3 = broadcast(SPECIES, EXP_3);
    DoubleVector e2 = broadcast(SPECIES, EXP_2);
    DoubleVector one = broadcast(SPECIES, 1.0);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = fromArray(SPECIES, x, xo + i);
      DoubleVector z = fromArray(SPECIES, exponents, i);
      DoubleVector t = z.fma(log2e, rounder);
      DoubleVector k = t.sub(rounder);
      DoubleVector r = k.fma(ln2Tail, k.fma(ln2Head, z));
      DoubleVector p =
          e12.fma(r, e11)
              .fma(r, e10)
              .fma(r, e9)
              .fma(r, e8)
              .fma(r, e7)
              .fma(r, e6)
              .fma(r, e5)
              .fma(r, e4)
              .fma(r, e3)
              .fma(r, e2)
              .fma(r, one)
              .fma(r, one);
      LongVector power = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      DoubleVector tail = p.mul(power.viewAsFloatingLanes());
      DoubleVector a = v.abs().neg();
      DoubleVector positive = v.blend(minusZero, v.compare(VectorOperators.LT, zero));
      tail.fma(a, positive)
          .blend(positive, a.compare(VectorOperators.LT, min))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleGelu.gelu(x[xo + i]);
    }
  }

  /** Computes the tail of the normal distribution above |x|, of full vectors only, in two loops. */
  static void normalTail(int n, double[] x, int xo, double[] tail) {
    double[] exponents = BUFFER.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        NORMAL_EXPONENT[0].invokeExact(length, x, xo + i, exponents);
        TAIL_OF_EXPONENT[0].invokeExact(length, x, xo + i, exponents, tail, i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void tailOfExponent(
      int n, double[] x, int xo, double[] exponents, double[] tail, int offset) {
    DoubleVector min = broadcast(SPECIES, -NORMAL_MAX);
    DoubleVector zero = broadcast(SPECIES, 0.0);
    DoubleVector log2e = broadcast(SPECIES, LOG2_E);
    DoubleVector rounder = broadcast(SPECIES, HALF_POWER_ROUNDER);
    DoubleVector ln2Head = broadcast(SPECIES, -LN2_HEAD);
    DoubleVector ln2Tail = broadcast(SPECIES, -LN2_TAIL);
    DoubleVector e12 = broadcast(SPECIES, EXP_12);
    DoubleVector e11 = broadcast(SPECIES, EXP_11);
    DoubleVector e10 = broadcast(SPECIES, EXP_10);
    DoubleVector e9 = broadcast(SPECIES, EXP_9);
    DoubleVector e8 = broadcast(SPECIES, EXP_8);
    DoubleVector e7 = broadcast(SPECIES, EXP_7);
    DoubleVector e6 = broadcast(SPECIES, EXP_6);
    DoubleVector e5 = broadcast(SPECIES, EXP_5);
    DoubleVector e4 = broadcast(SPECIES, EXP_4);
    DoubleVector e3 = broadcast(SPECIES, EXP_3);
    DoubleVector e2 = broadcast(SPECIES, EXP_2);
    DoubleVector one = broadcast(SPECIES, 1.0);
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector z = fromArray(SPECIES, exponents, i);
      DoubleVector t = z.fma(log2e, rounder);
      DoubleVector k = t.sub(rounder);
      DoubleVector r = k.fma(ln2Tail, k.fma(ln2Head, z));
      DoubleVector p =
          e12.fma(r, e11)
              .fma(r, e10)
              .fma(r, e9)
              .fma(r, e8)
              .fma(r, e7)
              .fma(r, e6)
              .fma(r, e5)
              .fma(r, e4)
              .fma(r, e3)
              .fma(r, e2)
              .fma(r, one)
              .fma(r, one);
      LongVector power = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      DoubleVector a = fromArray(SPECIES, x, xo + i).abs().neg();
      p.mul(power.viewAsFloatingLanes())
          .blend(zero, a.compare(VectorOperators.LT, min))
          .intoArray(tail, offset + i);
    }
  }
}
