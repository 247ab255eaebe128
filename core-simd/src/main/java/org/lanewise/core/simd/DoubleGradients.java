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

  /** Elements of the buffer between two loops: it stays in the nearest cache. */
  private static final int BLOCK = 512;

  private static final ThreadLocal<double[]> BUFFER =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final MethodHandle[] SILU_OF_SIGMOID =
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
          "siluOfSigmoid");

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
    double[] weight = BUFFER.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        DoubleMathLoops.sigmoidApart(length, saved, so + i, weight, 0);
        SILU_OF_SIGMOID[0].invokeExact(length, saved, so + i, weight, dy, dyo + i, dx, dxo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void siluOfSigmoid(
      int n, double[] x, int xo, double[] weight, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector b = DoubleVector.fromArray(SPECIES, x, xo + i).min(HIGHEST).max(LOWEST);
      DoubleVector s = DoubleVector.fromArray(SPECIES, weight, i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(s.mul(ONE.sub(s)).fma(b, s)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.siluGradient(x[xo + i], dy[dyo + i]);
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
    DoubleGeluGradients.byErf(n, saved, so, dy, dyo, dx, dxo);
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
    DoubleGeluGradients.byTanh(n, saved, so, dy, dyo, dx, dxo);
  }
}
