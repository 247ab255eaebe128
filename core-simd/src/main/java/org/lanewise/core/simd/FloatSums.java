package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.lanewise.core.scalar.FloatPartials;
import org.lanewise.core.scalar.FloatSquares;

/** Norms and squared differences of contiguous vectors, by the partial sums of a dot product. */
final class FloatSums {
  private FloatSums() {}

  /** Returns the Euclidean length; the squares are summed once more if that went out of range. */
  static float norm(int n, float[] x, int xo) {
    float squares = FloatVectors.dot(n, x, xo, x, xo);
    return FloatSquares.isInexact(squares) ? scaledNorm(n, x, xo) : (float) Math.sqrt(squares);
  }

  private static float scaledNorm(int n, float[] x, int xo) {
    float max = FloatMaxima.magnitude(n, x, xo);
    if (max == 0 || Float.isInfinite(max)) {
      return max;
    }
    int exponent = Math.getExponent(max);
    float squares = squares(n, x, xo, 0, Math.scalb(1f, -exponent));
    return Math.scalb((float) Math.sqrt(squares), exponent);
  }

  static float magnitudes(int n, float[] x, int xo) {
    float[] partials = FloatPartials.cleared();
    int i = n - n % FloatPartials.COUNT;
    if (i > 0) {
      if (4 * LANES == FloatPartials.COUNT) {
        magnitudesWide(i, x, xo, partials);
      } else {
        magnitudesNarrow(i, x, xo, partials);
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      partials[lane] += Math.abs(x[xo + i]);
    }
    return FloatPartials.fold(partials, n);
  }

  private static void magnitudesWide(int n, float[] x, int xo, float[] partials) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, partials, 0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, partials, LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, partials, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, partials, 3 * LANES);
    for (int i = 0; i < n; i += 4 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xo + i).abs());
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xo + i + LANES).abs());
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES).abs());
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES).abs());
    }
    s0.intoArray(partials, 0);
    s1.intoArray(partials, LANES);
    s2.intoArray(partials, 2 * LANES);
    s3.intoArray(partials, 3 * LANES);
  }

  private static void magnitudesNarrow(int n, float[] x, int xo, float[] partials) {
    for (int i = 0; i < n; i += FloatPartials.COUNT) {
      for (int lane = 0; lane < FloatPartials.COUNT; lane += LANES) {
        FloatVector.fromArray(SPECIES, partials, lane)
            .add(FloatVector.fromArray(SPECIES, x, xo + i + lane).abs())
            .intoArray(partials, lane);
      }
    }
  }

  /** Returns the sum of {@code ((x - centre) scale)^2}. */
  static float squares(int n, float[] x, int xo, float centre, float scale) {
    float[] partials = FloatPartials.cleared();
    int i = n - n % FloatPartials.COUNT;
    if (i > 0) {
      if (4 * LANES == FloatPartials.COUNT) {
        squaresWide(i, x, xo, centre, scale, partials);
      } else {
        squaresNarrow(i, x, xo, centre, scale, partials);
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      float d = (x[xo + i] - centre) * scale;
      partials[lane] = Math.fma(d, d, partials[lane]);
    }
    return FloatPartials.fold(partials, n);
  }

  private static void squaresWide(
      int n, float[] x, int xo, float centre, float scale, float[] partials) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, partials, 0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, partials, LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, partials, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, partials, 3 * LANES);
    for (int i = 0; i < n; i += 4 * LANES) {
      int at = xo + i;
      FloatVector d0 = FloatVector.fromArray(SPECIES, x, at).sub(centre).mul(scale);
      FloatVector d1 = FloatVector.fromArray(SPECIES, x, at + LANES).sub(centre).mul(scale);
      FloatVector d2 = FloatVector.fromArray(SPECIES, x, at + 2 * LANES).sub(centre).mul(scale);
      FloatVector d3 = FloatVector.fromArray(SPECIES, x, at + 3 * LANES).sub(centre).mul(scale);
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
      int n, float[] x, int xo, float centre, float scale, float[] partials) {
    for (int i = 0; i < n; i += FloatPartials.COUNT) {
      for (int lane = 0; lane < FloatPartials.COUNT; lane += LANES) {
        FloatVector d = FloatVector.fromArray(SPECIES, x, xo + i + lane).sub(centre).mul(scale);
        d.fma(d, FloatVector.fromArray(SPECIES, partials, lane)).intoArray(partials, lane);
      }
    }
  }
}
