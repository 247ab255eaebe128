// Generated from FloatGradients.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleConstants.*;
import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.DoubleElements;

/**
 * The derivatives of the elementwise functions: one loop each, named after {@link UnaryOp.Kind}
 * with {@code Gradient} behind it. Every loop takes the function's parameters, whether it has any
 * or not.
 */
final class DoubleGradients {
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          UnaryOp.Kind.values(),
          "Gradient",
          MethodType.methodType(
              void.class,
              int.class,
              double.class,
              double.class,
              double[].class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              int.class));

  /** Elements of the buffers between two loops: both stay in a near cache. */
  private static final int BLOCK = 512;

  private static final ThreadLocal<double[]> DENSITY =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final ThreadLocal<double[]> EXPONENTS =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final ThreadLocal<double[]> TAIL =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final MethodType INTO_BUFFER =
      MethodType.methodType(void.class, int.class, double[].class, int.class, double[].class);

  private static final MethodHandle[] GELU_DENSITY =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "geluDensity");

  private static final MethodHandle[] NORMAL_EXPONENT =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "normalExponent");

  private static final MethodHandle[] NORMAL_TAIL =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class, int.class, double[].class, int.class, double[].class, double[].class),
          "normalTail");

  private static final MethodHandle[] GELU_TANH_WEIGHT =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "geluTanhWeight");

  private static final MethodHandle[] GELU_TANH_BLOCK =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              double[].class,
              int.class,
              double[].class,
              int.class),
          "geluTanhBlock");

  private static final MethodHandle[] GELU_BLOCK =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              double[].class,
              double[].class,
              int.class,
              double[].class,
              int.class),
          "geluBlock");

  private DoubleGradients() {}

  static void apply(
      UnaryOp op, int n, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    try {
      KERNELS[op.kind().ordinal()].invokeExact(
          n, op.alpha(), op.beta(), saved, so, dy, dyo, dx, dxo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void identityGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    System.arraycopy(dy, dyo, dx, dxo, n);
  }

  private static void expGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] * saved[so + i];
    }
  }

  private static void expm1Gradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v.add(ONE)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] * (saved[so + i] + 1);
    }
  }

  private static void logGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.div(v).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] / saved[so + i];
    }
  }

  private static void log1pGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.div(v.add(ONE)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] / (saved[so + i] + 1);
    }
  }

  private static void sigmoidGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v.mul(ONE.sub(v))).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.sigmoidGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void tanhGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v.neg().fma(v, ONE)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.tanhGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void softplusGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      DoubleVector e = DoubleVectorMath.expm1(v.neg());
      d.neg().mul(e).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.softplusGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void reluGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      ZERO.blend(d, v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.reluGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void leakyReluGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(alpha).blend(d, v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.leakyReluGradient(saved[so + i], dy[dyo + i], alpha);
    }
  }

  private static void eluGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v.add(alpha)).blend(d, v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.eluGradient(saved[so + i], dy[dyo + i], alpha);
    }
  }

  private static void seluGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      DoubleVector low =
          DoubleVector.broadcast(SPECIES, alpha).fma(DoubleVector.broadcast(SPECIES, beta), v);
      d.mul(low).blend(d.mul(beta), v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.seluGradient(saved[so + i], dy[dyo + i], alpha, beta);
    }
  }

  private static void geluTanhGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    double[] weight = TAIL.get();
    try {
      for (int i = 0; i < n; i += BLOCK) {
        int length = Math.min(BLOCK, n - i);
        GELU_TANH_WEIGHT[0].invokeExact(length, saved, so + i, weight);
        GELU_TANH_BLOCK[0].invokeExact(length, saved, so + i, weight, dy, dyo + i, dx, dxo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void geluTanhWeight(int n, double[] x, int xo, double[] weight) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector b =
          DoubleVector.fromArray(SPECIES, x, xo + i).max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      DoubleVectorMath.sigmoid(b.mul(b.mul(b).fma(GELU_CUBE, GELU_SCALE))).intoArray(weight, i);
    }
  }

  private static void geluTanhBlock(
      int n, double[] x, int xo, double[] weight, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector b =
          DoubleVector.fromArray(SPECIES, x, xo + i).max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      DoubleVector slope = b.mul(b.mul(b).fma(GELU_CUBE_SLOPE, GELU_SCALE));
      DoubleVector s = DoubleVector.fromArray(SPECIES, weight, i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(s.mul(ONE.sub(s)).fma(slope, s)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.geluTanhGradient(x[xo + i], dy[dyo + i]);
    }
  }

  private static void siluGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      DoubleVector s = DoubleVectorMath.sigmoid(v);
      DoubleVector b = v.min(HIGHEST).max(LOWEST);
      d.mul(s.mul(ONE.sub(s)).fma(b, s)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.siluGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void sqrtGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(HALF).div(v).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] * 0.5 / saved[so + i];
    }
  }

  private static void reciprocalGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.neg().mul(v.mul(v)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = -dy[dyo + i] * (saved[so + i] * saved[so + i]);
    }
  }

  private static void clampGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      ZERO.blend(d, v.compare(VectorOperators.GT, alpha).and(v.compare(VectorOperators.LT, beta)))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.clampGradient(saved[so + i], dy[dyo + i], alpha, beta);
    }
  }

  /**
   * GELU needs two functions at each element: each goes through a buffer of a block, in a loop of
   * its own, for one loop with both would be too much for one compilation.
   */
  private static void geluGradient(
      int n,
      double alpha,
      double beta,
      double[] saved,
      int so,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    double[] density = DENSITY.get();
    double[] exponents = EXPONENTS.get();
    double[] tail = TAIL.get();
    try {
      for (int i = 0; i < n; i += BLOCK) {
        int length = Math.min(BLOCK, n - i);
        GELU_DENSITY[0].invokeExact(length, saved, so + i, density);
        NORMAL_EXPONENT[0].invokeExact(length, saved, so + i, exponents);
        NORMAL_TAIL[0].invokeExact(length, saved, so + i, exponents, tail);
        GELU_BLOCK[0].invokeExact(length, saved, so + i, density, tail, dy, dyo + i, dx, dxo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void geluDensity(int n, double[] x, int xo, double[] density) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector b = v.max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      DoubleVectorMath.exp(b.mul(MINUS_HALF).mul(b))
          .mul(NORMAL_DENSITY)
          .mul(b)
          .intoArray(density, i);
    }
  }

  private static void normalExponent(int n, double[] x, int xo, double[] exponents) {
    DoubleMathLoops.normalExponent(n, x, xo, exponents);
  }

  private static void normalTail(int n, double[] x, int xo, double[] exponents, double[] tail) {
    DoubleMathLoops.normalTail(n, x, xo, exponents, tail);
  }

  private static void geluBlock(
      int n,
      double[] x,
      int xo,
      double[] density,
      double[] tail,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector q = DoubleVector.fromArray(SPECIES, tail, i);
      q.blend(ONE.sub(q), v.compare(VectorOperators.GT, ZERO))
          .add(DoubleVector.fromArray(SPECIES, density, i))
          .mul(DoubleVector.fromArray(SPECIES, dy, dyo + i))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.geluGradient(x[xo + i], dy[dyo + i]);
    }
  }
}
