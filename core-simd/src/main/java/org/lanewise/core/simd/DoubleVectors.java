// Generated from FloatVectors.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleElements;
import org.lanewise.core.scalar.DoublePartials;

/** Operations on contiguous vectors: multiples, elementwise products and sums. */
final class DoubleVectors {
  private DoubleVectors() {}

  static void axpy(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector a = DoubleVector.broadcast(SPECIES, alpha);
      a.fma(DoubleVector.fromArray(SPECIES, x, xo + i), DoubleVector.fromArray(SPECIES, y, yo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = Math.fma(alpha, x[xo + i], y[yo + i]);
    }
  }

  static void scal(int n, double alpha, double[] x, int xo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + i).mul(alpha).intoArray(x, xo + i);
    }
    for (; i < n; i++) {
      x[xo + i] *= alpha;
    }
  }

  static void multiply(int n, double[] x, int xo, double[] y, int yo, double[] z, int zo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + i)
          .mul(DoubleVector.fromArray(SPECIES, y, yo + i))
          .intoArray(z, zo + i);
    }
    for (; i < n; i++) {
      z[zo + i] = x[xo + i] * y[yo + i];
    }
  }

  static void add(int n, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector.fromArray(SPECIES, y, yo + i)
          .add(DoubleVector.fromArray(SPECIES, x, xo + i))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] += x[xo + i];
    }
  }

  static double dot(int n, double[] x, int xo, double[] y, int yo) {
    double[] partials = DoublePartials.cleared();
    int i = n - n % DoublePartials.COUNT;
    if (i > 0) {
      if (4 * LANES == DoublePartials.COUNT) {
        dotWide(i, x, xo, y, yo, partials);
      } else {
        dotNarrow(i, x, xo, y, yo, partials);
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      partials[lane] = Math.fma(x[xo + i], y[yo + i], partials[lane]);
    }
    return DoublePartials.fold(partials, n);
  }

  /** Four vectors are all the partial sums: they stay in registers. */
  private static void dotWide(int n, double[] x, int xo, double[] y, int yo, double[] partials) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, partials, 0);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, partials, LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, partials, 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, partials, 3 * LANES);
    for (int i = 0; i < n; i += 4 * LANES) {
      s0 =
          DoubleVector.fromArray(SPECIES, x, xo + i)
              .fma(DoubleVector.fromArray(SPECIES, y, yo + i), s0);
      s1 =
          DoubleVector.fromArray(SPECIES, x, xo + i + LANES)
              .fma(DoubleVector.fromArray(SPECIES, y, yo + i + LANES), s1);
      s2 =
          DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LANES)
              .fma(DoubleVector.fromArray(SPECIES, y, yo + i + 2 * LANES), s2);
      s3 =
          DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LANES)
              .fma(DoubleVector.fromArray(SPECIES, y, yo + i + 3 * LANES), s3);
    }
    s0.intoArray(partials, 0);
    s1.intoArray(partials, LANES);
    s2.intoArray(partials, 2 * LANES);
    s3.intoArray(partials, 3 * LANES);
  }

  /**
   * Narrow vectors keep the partial sums in memory: enough chains to hide the way there and back.
   */
  private static void dotNarrow(int n, double[] x, int xo, double[] y, int yo, double[] partials) {
    for (int i = 0; i < n; i += DoublePartials.COUNT) {
      for (int lane = 0; lane < DoublePartials.COUNT; lane += LANES) {
        DoubleVector.fromArray(SPECIES, x, xo + i + lane)
            .fma(
                DoubleVector.fromArray(SPECIES, y, yo + i + lane),
                DoubleVector.fromArray(SPECIES, partials, lane))
            .intoArray(partials, lane);
      }
    }
  }

  static double sum(int n, double[] x, int xo) {
    double[] partials = DoublePartials.cleared();
    addToPartials(n, x, xo, partials);
    return DoublePartials.fold(partials, n);
  }

  /** Adds numbers to the partial sums, the first of them to the first. */
  static void addToPartials(int n, double[] x, int xo, double[] partials) {
    int i = n - n % DoublePartials.COUNT;
    if (i > 0) {
      if (4 * LANES == DoublePartials.COUNT) {
        sumWide(i, x, xo, partials);
      } else {
        sumNarrow(i, x, xo, partials);
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      partials[lane] += x[xo + i];
    }
  }

  private static void sumWide(int n, double[] x, int xo, double[] partials) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, partials, 0);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, partials, LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, partials, 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, partials, 3 * LANES);
    for (int i = 0; i < n; i += 4 * LANES) {
      s0 = s0.add(DoubleVector.fromArray(SPECIES, x, xo + i));
      s1 = s1.add(DoubleVector.fromArray(SPECIES, x, xo + i + LANES));
      s2 = s2.add(DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LANES));
      s3 = s3.add(DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LANES));
    }
    s0.intoArray(partials, 0);
    s1.intoArray(partials, LANES);
    s2.intoArray(partials, 2 * LANES);
    s3.intoArray(partials, 3 * LANES);
  }

  private static void sumNarrow(int n, double[] x, int xo, double[] partials) {
    for (int i = 0; i < n; i += DoublePartials.COUNT) {
      for (int lane = 0; lane < DoublePartials.COUNT; lane += LANES) {
        DoubleVector.fromArray(SPECIES, partials, lane)
            .add(DoubleVector.fromArray(SPECIES, x, xo + i + lane))
            .intoArray(partials, lane);
      }
    }
  }

  static void addPenaltyGradient(
      int n, double l1, double l2, double[] w, int wo, double[] g, int go) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, w, wo + i);
      DoubleVector sign =
          DoubleVector.zero(SPECIES)
              .blend(l1, x.compare(VectorOperators.GT, 0.0))
              .blend(-l1, x.compare(VectorOperators.LT, 0.0));
      DoubleVector.broadcast(SPECIES, l2)
          .fma(x, DoubleVector.fromArray(SPECIES, g, go + i).add(sign))
          .intoArray(g, go + i);
    }
    for (; i < n; i++) {
      g[go + i] = DoubleElements.withPenalty(g[go + i], w[wo + i], l1, l2);
    }
  }

  static void swap(int n, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector entries = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector.fromArray(SPECIES, y, yo + i).intoArray(x, xo + i);
      entries.intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      double entry = x[xo + i];
      x[xo + i] = y[yo + i];
      y[yo + i] = entry;
    }
  }
}
