package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatElements;
import org.lanewise.core.scalar.FloatPartials;

/** Operations on contiguous vectors: multiples, elementwise products and sums. */
final class FloatVectors {
  private FloatVectors() {}

  static void axpy(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector a = FloatVector.broadcast(SPECIES, alpha);
      a.fma(FloatVector.fromArray(SPECIES, x, xo + i), FloatVector.fromArray(SPECIES, y, yo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = Math.fma(alpha, x[xo + i], y[yo + i]);
    }
  }

  static void scal(int n, float alpha, float[] x, int xo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i).mul(alpha).intoArray(x, xo + i);
    }
    for (; i < n; i++) {
      x[xo + i] *= alpha;
    }
  }

  static void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + i)
          .mul(FloatVector.fromArray(SPECIES, y, yo + i))
          .intoArray(z, zo + i);
    }
    for (; i < n; i++) {
      z[zo + i] = x[xo + i] * y[yo + i];
    }
  }

  static void add(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, y, yo + i)
          .add(FloatVector.fromArray(SPECIES, x, xo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] += x[xo + i];
    }
  }

  static float dot(int n, float[] x, int xo, float[] y, int yo) {
    float[] partials = FloatPartials.cleared();
    int i = n - n % FloatPartials.COUNT;
    if (i > 0) {
      if (4 * LANES == FloatPartials.COUNT) {
        dotWide(i, x, xo, y, yo, partials);
      } else {
        dotNarrow(i, x, xo, y, yo, partials);
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      partials[lane] = Math.fma(x[xo + i], y[yo + i], partials[lane]);
    }
    return FloatPartials.fold(partials, n);
  }

  /** Four vectors are all the partial sums: they stay in registers. */
  private static void dotWide(int n, float[] x, int xo, float[] y, int yo, float[] partials) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, partials, 0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, partials, LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, partials, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, partials, 3 * LANES);
    for (int i = 0; i < n; i += 4 * LANES) {
      s0 =
          FloatVector.fromArray(SPECIES, x, xo + i)
              .fma(FloatVector.fromArray(SPECIES, y, yo + i), s0);
      s1 =
          FloatVector.fromArray(SPECIES, x, xo + i + LANES)
              .fma(FloatVector.fromArray(SPECIES, y, yo + i + LANES), s1);
      s2 =
          FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES)
              .fma(FloatVector.fromArray(SPECIES, y, yo + i + 2 * LANES), s2);
      s3 =
          FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES)
              .fma(FloatVector.fromArray(SPECIES, y, yo + i + 3 * LANES), s3);
    }
    s0.intoArray(partials, 0);
    s1.intoArray(partials, LANES);
    s2.intoArray(partials, 2 * LANES);
    s3.intoArray(partials, 3 * LANES);
  }

  /**
   * Narrow vectors keep the partial sums in memory: enough chains to hide the way there and back.
   */
  private static void dotNarrow(int n, float[] x, int xo, float[] y, int yo, float[] partials) {
    for (int i = 0; i < n; i += FloatPartials.COUNT) {
      for (int lane = 0; lane < FloatPartials.COUNT; lane += LANES) {
        FloatVector.fromArray(SPECIES, x, xo + i + lane)
            .fma(
                FloatVector.fromArray(SPECIES, y, yo + i + lane),
                FloatVector.fromArray(SPECIES, partials, lane))
            .intoArray(partials, lane);
      }
    }
  }

  static float sum(int n, float[] x, int xo) {
    float[] partials = FloatPartials.cleared();
    addToPartials(n, x, xo, partials);
    return FloatPartials.fold(partials, n);
  }

  /** Adds numbers to the partial sums, the first of them to the first. */
  static void addToPartials(int n, float[] x, int xo, float[] partials) {
    int i = n - n % FloatPartials.COUNT;
    if (i > 0) {
      if (4 * LANES == FloatPartials.COUNT) {
        sumWide(i, x, xo, partials);
      } else {
        sumNarrow(i, x, xo, partials);
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      partials[lane] += x[xo + i];
    }
  }

  private static void sumWide(int n, float[] x, int xo, float[] partials) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, partials, 0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, partials, LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, partials, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, partials, 3 * LANES);
    for (int i = 0; i < n; i += 4 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xo + i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xo + i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES));
    }
    s0.intoArray(partials, 0);
    s1.intoArray(partials, LANES);
    s2.intoArray(partials, 2 * LANES);
    s3.intoArray(partials, 3 * LANES);
  }

  private static void sumNarrow(int n, float[] x, int xo, float[] partials) {
    for (int i = 0; i < n; i += FloatPartials.COUNT) {
      for (int lane = 0; lane < FloatPartials.COUNT; lane += LANES) {
        FloatVector.fromArray(SPECIES, partials, lane)
            .add(FloatVector.fromArray(SPECIES, x, xo + i + lane))
            .intoArray(partials, lane);
      }
    }
  }

  static void addPenaltyGradient(int n, float l1, float l2, float[] w, int wo, float[] g, int go) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, w, wo + i);
      FloatVector sign =
          FloatVector.zero(SPECIES)
              .blend(l1, x.compare(VectorOperators.GT, 0f))
              .blend(-l1, x.compare(VectorOperators.LT, 0f));
      FloatVector.broadcast(SPECIES, l2)
          .fma(x, FloatVector.fromArray(SPECIES, g, go + i).add(sign))
          .intoArray(g, go + i);
    }
    for (; i < n; i++) {
      g[go + i] = FloatElements.withPenalty(g[go + i], w[wo + i], l1, l2);
    }
  }

  static void swap(int n, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector entries = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector.fromArray(SPECIES, y, yo + i).intoArray(x, xo + i);
      entries.intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      float entry = x[xo + i];
      x[xo + i] = y[yo + i];
      y[yo + i] = entry;
    }
  }
}
