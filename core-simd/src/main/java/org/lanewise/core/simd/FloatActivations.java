package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.FloatElements;
import org.lanewise.core.scalar.FloatMath;

/**
 * The elementwise functions and their derivatives: one loop each, full vectors then the tail, named
 * after {@link UnaryOp.Kind}. Every loop takes the function's parameter, whether it has one or not.
 */
final class FloatActivations {
  private static final MethodHandle[] FUNCTIONS =
      KernelTable.of(
          MethodHandles.lookup(),
          UnaryOp.Kind.values(),
          "",
          MethodType.methodType(
              void.class,
              int.class,
              float.class,
              float[].class,
              int.class,
              float[].class,
              int.class));

  private static final MethodHandle[] GRADIENTS =
      KernelTable.of(
          MethodHandles.lookup(),
          UnaryOp.Kind.values(),
          "Gradient",
          MethodType.methodType(
              void.class,
              int.class,
              float.class,
              float[].class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              int.class));

  private static final MethodHandle[] TANH_BY_EXP =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(void.class, int.class, float[].class, int.class, float[].class),
          "tanhByExp");

  private static final MethodHandle[] TANH_NEAR_ZERO =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              float[].class,
              int.class),
          "tanhNearZero");

  /** A block between two loops, small enough for the first-level cache. */
  private static final ThreadLocal<float[]> BLOCK = ThreadLocal.withInitial(() -> new float[512]);

  private FloatActivations() {}

  static void apply(UnaryOp op, int n, float[] x, int xo, float[] y, int yo) {
    try {
      FUNCTIONS[op.kind().ordinal()].invokeExact(n, (float) op.alpha(), x, xo, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  static void gradient(
      UnaryOp op, int n, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    try {
      GRADIENTS[op.kind().ordinal()].invokeExact(
          n, (float) op.alpha(), saved, so, dy, dyo, dx, dxo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void identity(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    System.arraycopy(x, xo, y, yo, n);
  }

  private static void identityGradient(
      int n, float alpha, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    System.arraycopy(dy, dyo, dx, dxo, n);
  }

  private static void sigmoid(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.sigmoid(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.sigmoid(x[xo + i]);
    }
  }

  /**
   * The two branches of tanh are too much for one compilation: the first goes through a buffer of a
   * block, in a loop of its own.
   */
  private static void tanh(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    float[] block = BLOCK.get();
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

  private static void tanhByExp(int n, float[] x, int xo, float[] block) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.tanhByExp(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(block, i);
    }
  }

  private static void tanhNearZero(int n, float[] x, int xo, float[] block, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.tanh(v, FloatVector.fromArray(SPECIES, block, i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.tanh(x[xo + i]);
    }
  }

  private static void relu(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.relu(x[xo + i]);
    }
  }

  private static void leakyRelu(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.mul(alpha).blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.leakyRelu(x[xo + i], alpha);
    }
  }

  private static void sigmoidGradient(
      int n, float alpha, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector slope = y.mul(FloatVector.broadcast(SPECIES, 1f).sub(y));
      FloatVector.fromArray(SPECIES, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.sigmoidGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void tanhGradient(
      int n, float alpha, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, saved, so + i);
      FloatVector slope = y.neg().fma(y, FloatVector.broadcast(SPECIES, 1f));
      FloatVector.fromArray(SPECIES, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.tanhGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void reluGradient(
      int n, float alpha, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector.zero(SPECIES)
          .blend(
              FloatVector.fromArray(SPECIES, dy, dyo + i),
              FloatVector.fromArray(SPECIES, saved, so + i).compare(VectorOperators.GT, 0f))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.reluGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void leakyReluGradient(
      int n, float alpha, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(alpha)
          .blend(d, FloatVector.fromArray(SPECIES, saved, so + i).compare(VectorOperators.GT, 0f))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.leakyReluGradient(saved[so + i], dy[dyo + i], alpha);
    }
  }
}
