package org.lanewise.nn.classic;

import java.util.Arrays;
import java.util.function.Consumer;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.tensor.Tensor;

/**
 * Least squares: the weights and the bias that make {@code sum (w x + b - y)^2} least. x is rows x
 * features, y is rows x 1. Both ways work in float64 on features of mean 0 and variance 1.
 */
public final class LinearRegression {
  private LinearRegression() {}

  /**
   * Solves in closed form, by Householder's QR decomposition (Golub 1965).
   *
   * @throws IllegalArgumentException if more than one model is best; the message names the feature
   */
  public static LinearModel fit(Tensor x, Tensor y) {
    int unknowns = x.columns() + 1;
    if (x.rows() < unknowns) {
      throw new IllegalArgumentException(
          x.rows() + " rows do not decide " + unknowns + " numbers; add rows or drop features");
    }
    Samples samples = Samples.standardized(x, y);
    double[][] columns = new double[unknowns + 1][x.rows()];
    for (int j = 0; j <= unknowns; j++) {
      for (int i = 0; i < x.rows(); i++) {
        columns[j][i] = j < unknowns ? samples.design().get(i, j) : y.get(i);
      }
    }
    return samples.model(leastSquares(columns));
  }

  /**
   * Descends on the mean squared error of all rows, from 0. It converges at any rate below 1 /
   * (features + 1).
   */
  public static GradientDescent.Fit descend(
      Tensor x, Tensor y, GradientDescent settings, Consumer<GradientDescent.Step> trace) {
    return Samples.standardized(x, y).descend(new MeanSquaredError(), settings, trace);
  }

  /** Combines all columns but the last to come nearest to the last; overwrites them. */
  private static double[] leastSquares(double[][] columns) {
    int unknowns = columns.length - 1;
    double[] diagonal = new double[unknowns];
    for (int k = 0; k < unknowns; k++) {
      double[] v = columns[k];
      double norm = Math.sqrt(dot(v, v, k));
      if (norm <= 1e-10 * Math.sqrt(v.length)) { // of a column of that length, rounding is left
        throw new IllegalArgumentException(
            "feature " + k + " is a combination of those before it; drop one of them");
      }
      diagonal[k] = v[k] > 0 ? -norm : norm;
      v[k] -= diagonal[k];
      for (int j = k + 1; j <= unknowns; j++) {
        double factor = dot(v, columns[j], k) / (diagonal[k] * v[k]); // -2 / (v v)
        for (int i = k; i < v.length; i++) {
          columns[j][i] += factor * v[i];
        }
      }
    }
    double[] w = Arrays.copyOf(columns[unknowns], unknowns);
    for (int k = unknowns - 1; k >= 0; k--) {
      w[k] /= diagonal[k];
      for (int i = 0; i < k; i++) {
        w[i] -= w[k] * columns[k][i];
      }
    }
    return w;
  }

  private static double dot(double[] a, double[] b, int from) {
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
