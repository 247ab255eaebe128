package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.FloatElements;
import org.lanewise.core.scalar.FloatMath;

/** The elementwise functions and their derivatives: one loop each, full vectors then the tail. */
final class FloatActivations {
  private FloatActivations() {}

  static void apply(UnaryOp op, int n, float[] x, int xo, float[] y, int yo) {
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(x, xo, y, yo, n);
      case SIGMOID -> sigmoid(n, x, xo, y, yo);
      case TANH -> tanh(n, x, xo, y, yo);
      case RELU -> relu(n, x, xo, y, yo);
      case LEAKY_RELU -> leakyRelu(n, (float) op.alpha(), x, xo, y, yo);
    }
  }

  static void gradient(
      UnaryOp op, int n, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(dy, dyo, dx, dxo, n);
      case SIGMOID -> sigmoidGradient(n, saved, so, dy, dyo, dx, dxo);
      case TANH -> tanhGradient(n, saved, so, dy, dyo, dx, dxo);
      case RELU -> reluGradient(n, saved, so, dy, dyo, dx, dxo);
      case LEAKY_RELU -> leakyReluGradient(n, (float) op.alpha(), saved, so, dy, dyo, dx, dxo);
    }
  }

  private static FloatVector load(float[] x, int index) {
    return FloatVector.fromArray(SPECIES, x, index);
  }

  private static void sigmoid(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.sigmoid(load(x, xo + i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.sigmoid(x[xo + i]);
    }
  }

  private static void tanh(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.tanh(load(x, xo + i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.tanh(x[xo + i]);
    }
  }

  private static void relu(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = load(x, xo + i);
      v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.relu(x[xo + i]);
    }
  }

  private static void leakyRelu(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = load(x, xo + i);
      v.mul(alpha).blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.leakyRelu(x[xo + i], alpha);
    }
  }

  private static void sigmoidGradient(
      int n, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector y = load(saved, so + i);
      FloatVector slope = y.mul(FloatVector.broadcast(SPECIES, 1f).sub(y));
      load(dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.sigmoidGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void tanhGradient(
      int n, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector y = load(saved, so + i);
      FloatVector slope = y.neg().fma(y, FloatVector.broadcast(SPECIES, 1f));
      load(dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.tanhGradient(saved[so + i], dy[dyo + i]);
    }
  }

  private static void reluGradient(
      int n, float[] saved, int so, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector.zero(SPECIES)
          .blend(load(dy, dyo + i), load(saved, so + i).compare(VectorOperators.GT, 0f))
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
      FloatVector d = load(dy, dyo + i);
      d.mul(alpha)
          .blend(d, load(saved, so + i).compare(VectorOperators.GT, 0f))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.leakyReluGradient(saved[so + i], dy[dyo + i], alpha);
    }
  }
}
