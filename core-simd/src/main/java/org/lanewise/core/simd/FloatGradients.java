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

  /** Elements of the buffer between two loops: it stays in the nearest cache. */
  private static final int BLOCK = 512;

  private static final ThreadLocal<float[]> BUFFER =
      ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final MethodHandle[] SILU_OF_SIGMOID =
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
          "siluOfSigmoid");

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
    float[] weight = BUFFER.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        FloatMathLoops.sigmoidApart(length, saved, so + i, weight, 0);
        SILU_OF_SIGMOID[0].invokeExact(length, saved, so + i, weight, dy, dyo + i, dx, dxo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void siluOfSigmoid(
      int n, float[] x, int xo, float[] weight, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector b = FloatVector.fromArray(SPECIES, x, xo + i).min(HIGHEST).max(LOWEST);
      FloatVector s = FloatVector.fromArray(SPECIES, weight, i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(s.mul(ONE.sub(s)).fma(b, s)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.siluGradient(x[xo + i], dy[dyo + i]);
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
    FloatGeluGradients.byErf(n, saved, so, dy, dyo, dx, dxo);
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
    FloatGeluGradients.byTanh(n, saved, so, dy, dyo, dx, dxo);
  }
}
