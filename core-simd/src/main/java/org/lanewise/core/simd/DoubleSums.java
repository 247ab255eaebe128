// Generated from FloatSums.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import org.lanewise.core.scalar.DoublePartials;
import org.lanewise.core.scalar.DoubleSquares;

/** Norms and squared differences of contiguous vectors, by the partial sums of a dot product. */
final class DoubleSums {
  private DoubleSums() {}

  /** Returns the Euclidean length; the squares are summed once more if that went out of range. */
  static double norm(int n, double[] x, int xo) {
    double squares = DoubleVectors.dot(n, x, xo, x, xo);
    return DoubleSquares.isInexact(squares) ? scaledNorm(n, x, xo) : Math.sqrt(squares);
  }

  private static double scaledNorm(int n, double[] x, int xo) {
    double max = DoubleMaxima.magnitude(n, x, xo);
    if (max == 0 || Double.isInfinite(max)) {
      return max;
    }
    int exponent = Math.getExponent(max);
    double squares = squares(n, x, xo, 0, Math.scalb(1.0, -exponent));
    return Math.scalb(Math.sqrt(squares), exponent);
  }

  static double magnitudes(int n, double[] x, int xo) {
    double[] partials = DoublePartials.cleared();
    int i = n - n % DoublePartials.COUNT;
    if (i > 0) {
      if (4 * LANES == DoublePartials.COUNT) {
        magnitudesWide(i, x, xo, partials);
      } else {
        magnitudesNarrow(i, x, xo, partials);
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      partials[lane] += Math.abs(x[xo + i]);
    }
    return DoublePartials.fold(partials, n);
  }

  private static void magnitudesWide(int n, double[] x, int xo, double[] partials) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, partials, 0);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, partials, LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, partials, 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, partials, 3 * LANES);
    for (int i = 0; i < n; i += 4 * LANES) {
      s0 = s0.add(DoubleVector.fromArray(SPECIES, x, xo + i).abs());
      s1 = s1.add(DoubleVector.fromArray(SPECIES, x, xo + i + LANES).abs());
      s2 = s2.add(DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LANES).abs());
      s3 = s3.add(DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LANES).abs());
    }
    s0.intoArray(partials, 0);
    s1.intoArray(partials, LANES);
    s2.intoArray(partials, 2 * LANES);
    s3.intoArray(partials, 3 * LANES);
  }

  private static void magnitudesNarrow(int n, double[] x, int xo, double[] partials) {
    for (int i = 0; i < n; i += DoublePartials.COUNT) {
      for (int lane = 0; lane < DoublePartials.COUNT; lane += LANES) {
        DoubleVector.fromArray(SPECIES, partials, lane)
            .add(DoubleVector.fromArray(SPECIES, x, xo + i + lane).abs())
            .intoArray(partials, lane);
      }
    }
  }

  /** Returns the sum of {@code ((x - centre) scale)^2}. */
  static double squares(int n, double[] x, int xo, double centre, double scale) {
    double[] partials = DoublePartials.cleared();
    int i = n - n % DoublePartials.COUNT;
    if (i > 0) {
      if (4 * LANES == DoublePartials.COUNT) {
        squaresWide(i, x, xo, centre, scale, partials);
      } else {
        squaresNarrow(i, x, xo, centre, scale, partials);
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      double d = (x[xo + i] - centre) * scale;
      partials[lane] = Math.fma(d, d, partials[lane]);
    }
    return DoublePartials.fold(partials, n);
  }

  private static void squaresWide(
      int n, double[] x, int xo, double centre, double scale, double[] partials) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, partials, 0);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, partials, LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, partials, 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, partials, 3 * LANES);
    for (int i = 0; i < n; i += 4 * LANES) {
      int at = xo + i;
      DoubleVector d0 = DoubleVector.fromArray(SPECIES, x, at).sub(centre).mul(scale);
      DoubleVector d1 = DoubleVector.fromArray(SPECIES, x, at + LANES).sub(centre).mul(scale);
      DoubleVector d2 = DoubleVector.fromArray(SPECIES, x, at + 2 * LANES).sub(centre).mul(scale);
      DoubleVector d3 = DoubleVector.fromArray(SPECIES, x, at + 3 * LANES).sub(centre).mul(scale);
      s0 = d0.fma(d0, s0);
      s1 = d1.fma(d1, s1);
      s2 = d2.fma(d2, s2);
      s3 = d3.fma(d3, s3);
    }
    s0.intoArray(partials, 0);
    s1.intoArray(partials, LANES);
    s2.intoArray(partials, 2 * LANES);
    s3.intoArray(partials, 3 * LANES);
  }

  private static void squaresNarrow(
      int n, double[] x, int xo, double centre, double scale, double[] partials) {
    for (int i = 0; i < n; i += DoublePartials.COUNT) {
      for (int lane = 0; lane < DoublePartials.COUNT; lane += LANES) {
        DoubleVector d = DoubleVector.fromArray(SPECIES, x, xo + i + lane).sub(centre).mul(scale);
        d.fma(d, DoubleVector.fromArray(SPECIES, partials, lane)).intoArray(partials, lane);
      }
    }
  }
}
