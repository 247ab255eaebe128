// Generated from FloatActivations.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.DoubleElements;
import org.lanewise.core.scalar.DoubleMath;

/**
 * The elementwise functions and their derivatives: one loop each, full vectors then the tail, named
 * after {@link UnaryOp.Kind}. Every loop takes the function's parameter, whether it has one or not.
 */
final class DoubleActivations {
  private static final MethodHandle[] FUNCTIONS =
      KernelTable.of(
          MethodHandles.lookup(),
          UnaryOp.Kind.values(),
          "",
          MethodType.methodType(
              void.class,
              int.class,
              double.class,
              double[].class,
              int.class,
              double[].class,
              int.class));

  private static final MethodHandle[] GRADIENTS =
      KernelTable.of(
          MethodHandles.lookup(),
          UnaryOp.Kind.values(),
          "Gradient",
          MethodType.methodType(
              void.class,
              int.class,
              double.class,
              double[].class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              int.class));

  private static final MethodHandle[] TANH_BY_EXP =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(void.class, int.class, double[].class, int.class, double[].class),
          "tanhByExp");

  private static final MethodHandle[] TANH_NEAR_ZERO =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              double[].class,
              int.class),
          "tanhNearZero");

  /** A block between two loops, small enough for the first-level cache. */
  private static final ThreadLocal<double[]> BLOCK = ThreadLocal.withInitial(() -> new double[512]);

  private DoubleActivations() {}

  static void apply(UnaryOp op, int n, double[] x, int xo, double[] y, int yo) {
    try {
      FUNCTIONS[op.kind().ordinal()].invokeExact(n, op.alpha(), x, xo, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  static void gradient(
      UnaryOp op, int n, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    try {
      GRADIENTS[op.kind().ordinal()].invokeExact(n, op.alpha(), saved, so, dy, dyo, dx, dxo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void identity(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    System.arraycopy(x, xo, y, yo, n);
  }

  private static void identityGradient(
      int n, double alpha, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    System.arraycopy(dy, dyo, dx, dxo, n);
  }

  private static void sigmoid(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVectorMath.sigmoid(DoubleVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.sigmoid(x[xo + i]);
    }
  }

  /**
   * The two branches of tanh are too much for one compilation: the first goes through a buffer of a
   * block, in a loop of its own.
   */
  private static void tanh(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    double[] block = BLOCK.get();
    try {
      for (int i = 0; i < n; i += block.length) {
        int length = Math.min(block.length, n - i);
        TANH_BY_EXP[0].invokeExact(length, x, xo + i, block);
        TANH_NEAR_ZERO[0].invokeExact(length, x, xo + i, block, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void tanhByExp(int n, double[] x, int xo, double[] block) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVectorMath.tanhByExp(DoubleVector.fromArray(SPECIES, x, xo + i)).intoArray(block, i);
    }
  }

  private static void tanhNearZero(int n, double[] x, int xo, double[] block, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVectorMath.tanh(v, DoubleVector.fromArray(SPECIES, block, i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.tanh(x[xo + i]);
    }
  }

  private static void relu(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      v.blend(0.0, v.compare(VectorOperators.LE, 0.0)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.relu(x[xo + i]);
    }
  }

  private static void leakyRelu(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      v.mul(alpha).blend(v, v.compare(VectorOperators.GT, 0.0)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.leakyRelu(x[xo + i], alpha);
    }
  }

  private static void sigmoidGradient(
      int n, double alpha, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector y = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector slope = y.mul(DoubleVector.broadcast(SPECIES, 1.0).sub(y));
      DoubleVector.fromArray(SPECIES, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.sigmoidGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void tanhGradient(
      int n, double alpha, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector y = DoubleVector.fromArray(SPECIES, saved, so + i);
      DoubleVector slope = y.neg().fma(y, DoubleVector.broadcast(SPECIES, 1.0));
      DoubleVector.fromArray(SPECIES, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.tanhGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void reluGradient(
      int n, double alpha, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector.zero(SPECIES)
          .blend(
              DoubleVector.fromArray(SPECIES, dy, dyo + i),
              DoubleVector.fromArray(SPECIES, saved, so + i).compare(VectorOperators.GT, 0.0))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.reluGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void leakyReluGradient(
      int n, double alpha, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(alpha)
          .blend(d, DoubleVector.fromArray(SPECIES, saved, so + i).compare(VectorOperators.GT, 0.0))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.leakyReluGradient(saved[so + i], dy[dyo + i], alpha);
    }
  }
}
