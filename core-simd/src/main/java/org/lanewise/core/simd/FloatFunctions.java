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
import org.lanewise.core.scalar.FloatMath;

/**
 * The elementwise functions: one loop each, full vectors then the tail, named after {@link
 * UnaryOp.Kind}. Every loop takes the function's parameters, whether it has any or not.
 */
final class FloatFunctions {
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          UnaryOp.Kind.values(),
          "",
          MethodType.methodType(
              void.class,
              int.class,
              float.class,
              float.class,
              float[].class,
              int.class,
              float[].class,
              int.class));

  private static final MethodHandle[] CAREFUL_EXP =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class, int.class, float[].class, int.class, float[].class, int.class),
          "carefulExp");

  /** Elements at a time, where a function is computed in two steps: a part of the nearest cache. */
  private static final int BLOCK = 1024;

  /**
   * Elements at a time of one loop that is only interrupted to look back: on JDK 25 short blocks of
   * an array in memory took half as long again.
   */
  private static final int LONG_BLOCK = 1 << 16;

  private static final ThreadLocal<float[]> BUFFER =
      ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final ThreadLocal<float[]> TAIL = ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final MethodType INTO_BUFFER =
      MethodType.methodType(void.class, int.class, float[].class, int.class, float[].class);

  private static final MethodType FROM_BUFFER =
      MethodType.methodType(
          void.class, int.class, float[].class, int.class, float[].class, float[].class, int.class);

  private static final MethodHandle[] LOG_FIRST =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "logFirst");

  private static final MethodHandle[] LOG_SECOND =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "logSecond");

  private static final MethodHandle[] LOG1P_FIRST =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "log1pFirst");

  private static final MethodHandle[] LOG1P_SECOND =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "log1pSecond");

  private static final MethodHandle[] SOFTPLUS_DECAY =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "softplusDecay");

  private static final MethodHandle[] SOFTPLUS_TAIL =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "softplusTail");

  private static final MethodHandle[] SOFTPLUS_SUM =
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
              int.class),
          "softplusSum");

  private static final MethodHandle[] SILU_OF_SIGMOID =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "siluOfSigmoid");

  private FloatFunctions() {}

  static void apply(UnaryOp op, int n, float[] x, int xo, float[] y, int yo) {
    try {
      KERNELS[op.kind().ordinal()].invokeExact(
          n, (float) op.alpha(), (float) op.beta(), x, xo, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** Runs two loops over each block; what the first computes goes through a buffer. */
  private static void inBlocks(
      MethodHandle first, MethodHandle second, int n, float[] x, int xo, float[] y, int yo) {
    float[] buffer = BUFFER.get();
    try {
      for (int i = 0; i < n; i += BLOCK) {
        int length = Math.min(BLOCK, n - i);
        first.invokeExact(length, x, xo + i, buffer);
        second.invokeExact(length, x, xo + i, buffer, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void identity(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    System.arraycopy(x, xo, y, yo, n);
  }

  /** A block with an argument for which a power of two is out of range is computed anew. */
  private static void exp(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    boolean inPlace = x == y;
    float[] in = inPlace ? BUFFER.get() : x;
    int block = inPlace ? BLOCK : LONG_BLOCK;
    for (int i = 0; i < n; i += block) {
      int length = Math.min(block, n - i);
      if (inPlace) {
        System.arraycopy(x, xo + i, in, 0, length);
      }
      int at = inPlace ? 0 : xo + i;
      if (!FloatMathLoops.expOfOrdinary(length, in, at, y, yo + i)) {
        try {
          CAREFUL_EXP[0].invokeExact(length, in, at, y, yo + i);
        } catch (Throwable e) {
          throw KernelTable.unchecked(e);
        }
      }
    }
  }

  private static void carefulExp(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.exp(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.exp(x[xo + i]);
    }
  }

  private static void expm1(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.expm1(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.expm1(x[xo + i]);
    }
  }

  /** The series has a loop of its own, for one loop would be too large a compilation. */
  private static void log(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    inBlocks(LOG_FIRST[0], LOG_SECOND[0], n, x, xo, y, yo);
  }

  private static void logFirst(int n, float[] x, int xo, float[] first) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.logFirst(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(first, i);
    }
  }

  private static void logSecond(int n, float[] x, int xo, float[] first, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.log(v, FloatVector.fromArray(SPECIES, first, i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.log(x[xo + i]);
    }
  }

  /** In two loops, like the logarithm. */
  private static void log1p(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    inBlocks(LOG1P_FIRST[0], LOG1P_SECOND[0], n, x, xo, y, yo);
  }

  private static void log1pFirst(int n, float[] x, int xo, float[] first) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.log1pFirst(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(first, i);
    }
  }

  private static void log1pSecond(int n, float[] x, int xo, float[] first, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.log1p(v, FloatVector.fromArray(SPECIES, first, i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.log1p(x[xo + i]);
    }
  }

  private static void sigmoid(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    FloatMathLoops.sigmoid(n, x, xo, y, yo);
  }

  private static void tanh(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    FloatMathLoops.tanh(n, x, xo, y, yo);
  }

  /** In three loops: decay, logarithm, sums. */
  private static void softplus(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    float[] decay = BUFFER.get();
    float[] tail = TAIL.get();
    try {
      for (int i = 0; i < n; i += BLOCK) {
        int length = Math.min(BLOCK, n - i);
        SOFTPLUS_DECAY[0].invokeExact(length, x, xo + i, decay);
        SOFTPLUS_TAIL[0].invokeExact(length, decay, 0, tail);
        SOFTPLUS_SUM[0].invokeExact(length, x, xo + i, decay, tail, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void softplusDecay(int n, float[] x, int xo, float[] decay) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.decay(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(decay, i);
    }
  }

  private static void softplusTail(int n, float[] decay, int offset, float[] tail) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, decay, offset + i);
      FloatVectorMath.softplusTail(e).intoArray(tail, i);
    }
  }

  private static void softplusSum(
      int n, float[] x, int xo, float[] decay, float[] tail, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector e = FloatVector.fromArray(SPECIES, decay, i);
      FloatVector p = FloatVector.fromArray(SPECIES, tail, i);
      FloatVectorMath.softplusOfDecay(v, e, p).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.softplus(x[xo + i]);
    }
  }

  private static void relu(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).max(0f).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.relu(x[xo + i]);
    }
  }

  private static void leakyRelu(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.mul(alpha).blend(v, v.compare(VectorOperators.GT, ZERO)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.leakyRelu(x[xo + i], alpha);
    }
  }

  private static void elu(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.expm1(v)
          .mul(alpha)
          .blend(v, v.compare(VectorOperators.GT, ZERO))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.elu(x[xo + i], alpha);
    }
  }

  /** ELU, then the scale: in one loop it would be too large a compilation. */
  private static void selu(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    try {
      KERNELS[UnaryOp.Kind.ELU.ordinal()].invokeExact(n, alpha, beta, x, xo, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
    FloatVectors.scal(n, beta, y, yo);
  }

  private static void gelu(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    FloatGeluLoops.gelu(n, x, xo, y, yo);
  }

  private static void geluTanh(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    FloatGeluLoops.geluTanh(n, x, xo, y, yo);
  }

  /** In two loops: sigmoid, product. */
  private static void silu(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    float[] weight = BUFFER.get();
    try {
      for (int i = 0; i < n; i += BLOCK) {
        int length = Math.min(BLOCK, n - i);
        FloatMathLoops.sigmoidApart(length, x, xo + i, weight, 0);
        SILU_OF_SIGMOID[0].invokeExact(length, x, xo + i, weight, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void siluOfSigmoid(int n, float[] x, int xo, float[] weight, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector s = FloatVector.fromArray(SPECIES, weight, i);
      FloatVector.fromArray(SPECIES, x, xo + i).max(LOWEST).mul(s).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.silu(x[xo + i]);
    }
  }

  private static void sqrt(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      v.sqrt().intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = (float) Math.sqrt(x[xo + i]);
    }
  }

  private static void reciprocal(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      ONE.div(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = 1 / x[xo + i];
    }
  }

  private static void clamp(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector low = FloatVector.broadcast(SPECIES, alpha);
      FloatVector high = FloatVector.broadcast(SPECIES, beta);
      FloatVector raised = v.blend(low, v.compare(VectorOperators.LT, low));
      raised.blend(high, raised.compare(VectorOperators.GT, high)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.clamp(x[xo + i], alpha, beta);
    }
  }
}
