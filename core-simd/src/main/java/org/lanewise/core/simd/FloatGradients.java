package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatConstants.*;
import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.FloatElements;

/**
 * The derivatives of the elementwise functions: one loop each, named after {@link UnaryOp.Kind}
 * with {@code Gradient} behind it. Every loop takes the function's parameters, whether it has any
 * or not.
 */
final class FloatGradients {
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          UnaryOp.Kind.values(),
          "Gradient",
          MethodType.methodType(
              void.class,
              int.class,
              float.class,
              float.class,
              float[].class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              int.class));

  /** Elements of the buffers between two loops: both stay in a near cache. */
  private static final int BLOCK = 512;

  private static final ThreadLocal<float[]> DENSITY =
      ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final ThreadLocal<float[]> EXPONENTS =
      ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final ThreadLocal<float[]> TAIL = ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final MethodType INTO_BUFFER =
      MethodType.methodType(void.class, int.class, float[].class, int.class, float[].class);

  private static final MethodHandle[] GELU_DENSITY =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "geluDensity");

  private static final MethodHandle[] NORMAL_EXPONENT =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "normalExponent");

  private static final MethodHandle[] NORMAL_TAIL =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class, int.class, float[].class, int.class, float[].class, float[].class),
          "normalTail");

  private static final MethodHandle[] GELU_TANH_WEIGHT =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "geluTanhWeight");

  private static final MethodHandle[] GELU_TANH_BLOCK =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              float[].class,
              int.class,
              float[].class,
              int.class),
          "geluTanhBlock");

  private static final MethodHandle[] GELU_BLOCK =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              float[].class,
              float[].class,
              int.class,
              float[].class,
              int.class),
          "geluBlock");

  private FloatGradients() {}

  static void apply(
      UnaryOp op, int n, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    try {
      KERNELS[op.kind().ordinal()].invokeExact(
          n, (float) op.alpha(), (float) op.beta(), saved, so, dy, dyo, dx, dxo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void identityGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    System.arraycopy(dy, dyo, dx, dxo, n);
  }

  private static void expGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] * saved[so + i];
    }
  }

  private static void expm1Gradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v.add(ONE)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] * (saved[so + i] + 1);
    }
  }

  private static void logGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.div(v).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] / saved[so + i];
    }
  }

  private static void log1pGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.div(v.add(ONE)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] / (saved[so + i] + 1);
    }
  }

  private static void sigmoidGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v.mul(ONE.sub(v))).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.sigmoidGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void tanhGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v.neg().fma(v, ONE)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.tanhGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void softplusGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      FloatVector e = FloatVectorMath.expm1(v.neg());
      d.neg().mul(e).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.softplusGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void reluGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      ZERO.blend(d, v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.reluGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void leakyReluGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(alpha).blend(d, v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.leakyReluGradient(saved[so + i], dy[dyo + i], alpha);
    }
  }

  private static void eluGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(v.add(alpha)).blend(d, v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.eluGradient(saved[so + i], dy[dyo + i], alpha);
    }
  }

  private static void seluGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      FloatVector low =
          FloatVector.broadcast(SPECIES, alpha).fma(FloatVector.broadcast(SPECIES, beta), v);
      d.mul(low).blend(d.mul(beta), v.compare(VectorOperators.GT, ZERO)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.seluGradient(saved[so + i], dy[dyo + i], alpha, beta);
    }
  }

  private static void geluTanhGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    float[] weight = TAIL.get();
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

  private static void geluTanhWeight(int n, float[] x, int xo, float[] weight) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector b =
          FloatVector.fromArray(SPECIES, x, xo + i).max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      FloatVectorMath.sigmoid(b.mul(b.mul(b).fma(GELU_CUBE, GELU_SCALE))).intoArray(weight, i);
    }
  }

  private static void geluTanhBlock(
      int n, float[] x, int xo, float[] weight, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector b =
          FloatVector.fromArray(SPECIES, x, xo + i).max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      FloatVector slope = b.mul(b.mul(b).fma(GELU_CUBE_SLOPE, GELU_SCALE));
      FloatVector s = FloatVector.fromArray(SPECIES, weight, i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(s.mul(ONE.sub(s)).fma(slope, s)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.geluTanhGradient(x[xo + i], dy[dyo + i]);
    }
  }

  private static void siluGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      FloatVector s = FloatVectorMath.sigmoid(v);
      FloatVector b = v.min(HIGHEST).max(LOWEST);
      d.mul(s.mul(ONE.sub(s)).fma(b, s)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.siluGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void sqrtGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(HALF).div(v).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] * 0.5f / saved[so + i];
    }
  }

  private static void reciprocalGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.neg().mul(v.mul(v)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = -dy[dyo + i] * (saved[so + i] * saved[so + i]);
    }
  }

  private static void clampGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      ZERO.blend(d, v.compare(VectorOperators.GT, alpha).and(v.compare(VectorOperators.LT, beta)))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.clampGradient(saved[so + i], dy[dyo + i], alpha, beta);
    }
  }

  /**
   * GELU needs two functions at each element: each goes through a buffer of a block, in a loop of
   * its own, for one loop with both would be too much for one compilation.
   */
  private static void geluGradient(
      int n,
      float alpha,
      float beta,
      float[] saved,
      int so,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    float[] density = DENSITY.get();
    float[] exponents = EXPONENTS.get();
    float[] tail = TAIL.get();
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

  private static void geluDensity(int n, float[] x, int xo, float[] density) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector b = v.max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      FloatVectorMath.exp(b.mul(MINUS_HALF).mul(b))
          .mul(NORMAL_DENSITY)
          .mul(b)
          .intoArray(density, i);
    }
  }

  private static void normalExponent(int n, float[] x, int xo, float[] exponents) {
    FloatMathLoops.normalExponent(n, x, xo, exponents);
  }

  private static void normalTail(int n, float[] x, int xo, float[] exponents, float[] tail) {
    FloatMathLoops.normalTail(n, x, xo, exponents, tail);
  }

  private static void geluBlock(
      int n,
      float[] x,
      int xo,
      float[] density,
      float[] tail,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector q = FloatVector.fromArray(SPECIES, tail, i);
      q.blend(ONE.sub(q), v.compare(VectorOperators.GT, ZERO))
          .add(FloatVector.fromArray(SPECIES, density, i))
          .mul(FloatVector.fromArray(SPECIES, dy, dyo + i))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.geluGradient(x[xo + i], dy[dyo + i]);
    }
  }
}
