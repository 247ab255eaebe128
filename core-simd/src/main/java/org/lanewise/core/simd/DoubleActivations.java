// Generated from FloatActivations.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.DoubleElements;
import org.lanewise.core.scalar.DoubleMath;

/** The elementwise functions and their derivatives: one loop each, full vectors then the tail. */
final class DoubleActivations {
  private DoubleActivations() {}

  static void apply(UnaryOp op, int n, double[] x, int xo, double[] y, int yo) {
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(x, xo, y, yo, n);
      case SIGMOID -> sigmoid(n, x, xo, y, yo);
      case TANH -> tanh(n, x, xo, y, yo);
      case RELU -> relu(n, x, xo, y, yo);
      case LEAKY_RELU -> leakyRelu(n, op.alpha(), x, xo, y, yo);
    }
  }

  static void gradient(
      UnaryOp op, int n, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(dy, dyo, dx, dxo, n);
      case SIGMOID -> sigmoidGradient(n, saved, so, dy, dyo, dx, dxo);
      case TANH -> tanhGradient(n, saved, so, dy, dyo, dx, dxo);
      case RELU -> reluGradient(n, saved, so, dy, dyo, dx, dxo);
      case LEAKY_RELU -> leakyReluGradient(n, op.alpha(), saved, so, dy, dyo, dx, dxo);
    }
  }

  private static DoubleVector load(double[] x, int index) {
    return DoubleVector.fromArray(SPECIES, x, index);
  }

  private static void sigmoid(int n, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVectorMath.sigmoid(load(x, xo + i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.sigmoid(x[xo + i]);
    }
  }

  private static void tanh(int n, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVectorMath.tanh(load(x, xo + i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.tanh(x[xo + i]);
    }
  }

  private static void relu(int n, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = load(x, xo + i);
      v.blend(0.0, v.compare(VectorOperators.LE, 0.0)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.relu(x[xo + i]);
    }
  }

  private static void leakyRelu(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = load(x, xo + i);
      v.mul(alpha).blend(v, v.compare(VectorOperators.GT, 0.0)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.leakyRelu(x[xo + i], alpha);
    }
  }

  private static void sigmoidGradient(
      int n, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector y = load(saved, so + i);
      DoubleVector slope = y.mul(DoubleVector.broadcast(SPECIES, 1.0).sub(y));
      load(dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.sigmoidGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void tanhGradient(
      int n, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector y = load(saved, so + i);
      DoubleVector slope = y.neg().fma(y, DoubleVector.broadcast(SPECIES, 1.0));
      load(dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.tanhGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void reluGradient(
      int n, double[] saved, int so, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector.zero(SPECIES)
          .blend(load(dy, dyo + i), load(saved, so + i).compare(VectorOperators.GT, 0.0))
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
      DoubleVector d = load(dy, dyo + i);
      d.mul(alpha)
          .blend(d, load(saved, so + i).compare(VectorOperators.GT, 0.0))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.leakyReluGradient(saved[so + i], dy[dyo + i], alpha);
    }
  }
}
