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
 * The elementwise functions: one loop each, full vectors then the tail, named after {@link
 * UnaryOp.Kind}. Every loop takes the function's parameters, whether it has any or not. Those that
 * have much to select at the end for unusual arguments are called in two forms, {@link
 * FloatOrdinaryLoops} and {@link FloatCarefulLoops}.
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

  /** Elements at a time, where a function is computed in two steps: a part of the nearest cache. */
  private static final int BLOCK = 1024;

  /**
   * Elements at a time of one loop that is only interrupted to look back: on JDK 25 short blocks of
   * an array in memory took half as long again.
   */
  private static final int LONG_BLOCK = 1 << 16;

  private static final ThreadLocal<float[]> BUFFER =
      ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final MethodType FROM_BUFFER =
      MethodType.methodType(
          void.class, int.class, float[].class, int.class, float[].class, float[].class, int.class);

  // Functions with a loop for all arguments and, in most cases, one for ordinary arguments.
  private static final MethodHandle[] EXP = twoForms("exp");
  private static final MethodHandle[] EXPM1 = twoForms("expm1");
  private static final MethodHandle[] LOG = twoForms("log");
  private static final MethodHandle[] LOG1P = twoForms("log1p");
  private static final MethodHandle[] SOFTPLUS = twoForms("softplus");
  private static final MethodHandle[] ELU = twoForms("elu");

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

  private static MethodHandle[] twoForms(String name) {
    return new MethodHandle[] {FloatOrdinaryLoops.named(name), FloatCarefulLoops.named(name)};
  }

  /** Runs the loop for all arguments where there is no other or an argument is not ordinary. */
  private static void inTwoForms(
      MethodHandle[] forms, int n, float alpha, float[] x, int xo, float[] y, int yo) {
    MethodHandle ordinary = forms[0];
    int block = ordinary == null ? n : LONG_BLOCK;
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(block, n - i);
        if (ordinary == null
            || !(boolean) ordinary.invokeExact(length, alpha, x, xo + i, y, yo + i)) {
          forms[1].invokeExact(length, alpha, x, xo + i, y, yo + i);
        }
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void identity(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    System.arraycopy(x, xo, y, yo, n);
  }

  /** In place from a copy, for arguments are looked at while results are written. */
  private static void exp(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    if (x != y) {
      inTwoForms(EXP, n, alpha, x, xo, y, yo);
      return;
    }
    float[] copy = BUFFER.get();
    for (int i = 0, length; i < n; i += length) {
      length = Math.min(BLOCK, n - i);
      System.arraycopy(x, xo + i, copy, 0, length);
      inTwoForms(EXP, length, alpha, copy, 0, y, yo + i);
    }
  }

  private static void expm1(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    inTwoForms(EXPM1, n, alpha, x, xo, y, yo);
  }

  private static void log(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    inTwoForms(LOG, n, alpha, x, xo, y, yo);
  }

  private static void log1p(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    inTwoForms(LOG1P, n, alpha, x, xo, y, yo);
  }

  private static void softplus(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    inTwoForms(SOFTPLUS, n, alpha, x, xo, y, yo);
  }

  private static void elu(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    inTwoForms(ELU, n, alpha, x, xo, y, yo);
  }

  /** ELU, then the scale, while a block of results is in a cache. */
  private static void selu(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    for (int i = 0, length; i < n; i += length) {
      length = Math.min(LONG_BLOCK, n - i);
      inTwoForms(ELU, length, alpha, x, xo + i, y, yo + i);
      FloatVectors.scal(length, beta, y, yo + i);
    }
  }

  private static void sigmoid(
      int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    FloatMathLoops.sigmoid(n, x, xo, y, yo);
  }

  private static void tanh(int n, float alpha, float beta, float[] x, int xo, float[] y, int yo) {
    FloatMathLoops.tanh(n, x, xo, y, yo);
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
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
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
