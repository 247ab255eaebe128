// Generated from FloatFunctions.java by TwinSources; do not edit.
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
 * The elementwise functions: one loop each, full vectors then the tail, named after {@link
 * UnaryOp.Kind}. Every loop takes the function's parameters, whether it has any or not. Those that
 * have much to select at the end for unusual arguments are called in two forms, {@link
 * DoubleOrdinaryLoops} and {@link DoubleCarefulLoops}.
 */
final class DoubleFunctions {
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          UnaryOp.Kind.values(),
          "",
          MethodType.methodType(
              void.class,
              int.class,
              double.class,
              double.class,
              double[].class,
              int.class,
              double[].class,
              int.class));

  /** Elements at a time, where a function is computed in two steps: a part of the nearest cache. */
  private static final int BLOCK = 1024;

  /**
   * Elements at a time of one loop that is only interrupted to look back: on JDK 25 short blocks of
   * an array in memory took half as long again.
   */
  private static final int LONG_BLOCK = 1 << 16;

  private static final ThreadLocal<double[]> BUFFER =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final MethodType FROM_BUFFER =
      MethodType.methodType(
          void.class,
          int.class,
          double[].class,
          int.class,
          double[].class,
          double[].class,
          int.class);

  // Functions with a loop for all arguments and, in most cases, one for ordinary arguments.
  private static final MethodHandle[] EXP = twoForms("exp");
  private static final MethodHandle[] EXPM1 = twoForms("expm1");
  private static final MethodHandle[] LOG = twoForms("log");
  private static final MethodHandle[] LOG1P = twoForms("log1p");
  private static final MethodHandle[] SOFTPLUS = twoForms("softplus");
  private static final MethodHandle[] ELU = twoForms("elu");

  private static final MethodHandle[] SILU_OF_SIGMOID =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "siluOfSigmoid");

  private DoubleFunctions() {}

  static void apply(UnaryOp op, int n, double[] x, int xo, double[] y, int yo) {
    try {
      KERNELS[op.kind().ordinal()].invokeExact(n, op.alpha(), op.beta(), x, xo, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static MethodHandle[] twoForms(String name) {
    return new MethodHandle[] {DoubleOrdinaryLoops.named(name), DoubleCarefulLoops.named(name)};
  }

  /** Runs the loop for all arguments where there is no other or an argument is not ordinary. */
  private static void inTwoForms(
      MethodHandle[] forms, int n, double alpha, double[] x, int xo, double[] y, int yo) {
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
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    System.arraycopy(x, xo, y, yo, n);
  }

  /** In place from a copy, for arguments are looked at while results are written. */
  private static void exp(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    if (x != y) {
      inTwoForms(EXP, n, alpha, x, xo, y, yo);
      return;
    }
    double[] copy = BUFFER.get();
    for (int i = 0, length; i < n; i += length) {
      length = Math.min(BLOCK, n - i);
      System.arraycopy(x, xo + i, copy, 0, length);
      inTwoForms(EXP, length, alpha, copy, 0, y, yo + i);
    }
  }

  private static void expm1(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    inTwoForms(EXPM1, n, alpha, x, xo, y, yo);
  }

  private static void log(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    inTwoForms(LOG, n, alpha, x, xo, y, yo);
  }

  private static void log1p(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    inTwoForms(LOG1P, n, alpha, x, xo, y, yo);
  }

  private static void softplus(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    inTwoForms(SOFTPLUS, n, alpha, x, xo, y, yo);
  }

  private static void elu(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    inTwoForms(ELU, n, alpha, x, xo, y, yo);
  }

  /** ELU, then the scale, while a block of results is in a cache. */
  private static void selu(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    for (int i = 0, length; i < n; i += length) {
      length = Math.min(LONG_BLOCK, n - i);
      inTwoForms(ELU, length, alpha, x, xo + i, y, yo + i);
      DoubleVectors.scal(length, beta, y, yo + i);
    }
  }

  private static void sigmoid(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    DoubleMathLoops.sigmoid(n, x, xo, y, yo);
  }

  private static void tanh(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    DoubleMathLoops.tanh(n, x, xo, y, yo);
  }

  private static void relu(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + i).max(0.0).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.relu(x[xo + i]);
    }
  }

  private static void leakyRelu(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      v.mul(alpha).blend(v, v.compare(VectorOperators.GT, ZERO)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.leakyRelu(x[xo + i], alpha);
    }
  }

  private static void gelu(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    DoubleGeluLoops.gelu(n, x, xo, y, yo);
  }

  private static void geluTanh(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    DoubleGeluLoops.geluTanh(n, x, xo, y, yo);
  }

  /** In two loops: sigmoid, product. */
  private static void silu(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    double[] weight = BUFFER.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        DoubleMathLoops.sigmoidApart(length, x, xo + i, weight, 0);
        SILU_OF_SIGMOID[0].invokeExact(length, x, xo + i, weight, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void siluOfSigmoid(
      int n, double[] x, int xo, double[] weight, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector s = DoubleVector.fromArray(SPECIES, weight, i);
      DoubleVector.fromArray(SPECIES, x, xo + i).max(LOWEST).mul(s).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.silu(x[xo + i]);
    }
  }

  private static void sqrt(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      v.sqrt().intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = Math.sqrt(x[xo + i]);
    }
  }

  private static void reciprocal(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      ONE.div(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = 1 / x[xo + i];
    }
  }

  private static void clamp(
      int n, double alpha, double beta, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector low = DoubleVector.broadcast(SPECIES, alpha);
      DoubleVector high = DoubleVector.broadcast(SPECIES, beta);
      DoubleVector raised = v.blend(low, v.compare(VectorOperators.LT, low));
      raised.blend(high, raised.compare(VectorOperators.GT, high)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.clamp(x[xo + i], alpha, beta);
    }
  }
}
