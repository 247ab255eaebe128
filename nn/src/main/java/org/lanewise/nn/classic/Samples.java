package org.lanewise.nn.classic;

import java.util.Arrays;
import java.util.function.Consumer;
import org.lanewise.core.Backends;
import org.lanewise.core.Transpose;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Samples as {@code [(x - shift) / scale | 1]}, the last column for the bias, and their targets.
 */
record Samples(Tensor design, Tensor y, double[] shift, double[] scale) {
  private static Samples of(Tensor x, Tensor y, double[] shift, double[] scale) {
    if (x.rows() == 0 || y.rows() != x.rows() || y.columns() != 1) {
      throw new IllegalArgumentException("targets are " + y + ", a row each is needed for " + x);
    }
    int features = x.columns();
    Tensor design = Tensor.zeros(Precision.FLOAT64, x.rows(), features + 1);
    design.fill(1);
    for (int i = 0; i < x.size(); i++) {
      int j = i % features;
      if (!Double.isFinite(x.get(i)) || !Double.isFinite(y.get(i / features))) {
        throw new IllegalArgumentException("row " + i / features + " holds a number not finite");
      }
      design.set(i / features, j, (x.get(i) - shift[j]) / scale[j]);
    }
    return new Samples(design, y.copy(Precision.FLOAT64), shift, scale);
  }

  /** Returns the features as they are, with any numbers or with classes as targets. */
  static Samples unscaled(Tensor x, Tensor y, boolean classes) {
    for (int i = 0; i < y.size() && classes; i++) {
      if (y.get(i) != 0 && y.get(i) != 1) {
        throw new IllegalArgumentException("target " + i + " is " + y.get(i) + ", not 0 or 1");
      }
    }
    double[] scale = new double[x.columns()];
    Arrays.fill(scale, 1);
    return of(x, y, new double[x.columns()], scale);
  }

  /** Returns the features with mean 0 and variance 1; refuses one that does not vary. */
  static Samples standardized(Tensor x, Tensor y) {
    double[] mean = new double[x.columns()];
    double[] deviation = new double[x.columns()];
    for (int j = 0; j < mean.length; j++) {
      for (int i = 0; i < x.rows(); i++) {
        mean[j] += x.get(i, j) / x.rows();
      }
      for (int i = 0; i < x.rows(); i++) {
        deviation[j] += (x.get(i, j) - mean[j]) * (x.get(i, j) - mean[j]) / x.rows();
      }
      deviation[j] = Math.sqrt(deviation[j]);
      if (deviation[j] <= 1e-12 * Math.abs(mean[j])) {
        throw new IllegalArgumentException(
            "feature %d is %s in every row: its weight cannot be told from the bias; drop it"
                .formatted(j, mean[j]));
      }
    }
    return of(x, y, mean, deviation);
  }

  /** Returns the model on x itself of weights, the bias last, on the scaled features. */
  LinearModel model(double[] scaled) {
    double[] w = Arrays.copyOf(scaled, shift.length);
    double bias = scaled[shift.length];
    for (int j = 0; j < w.length; j++) {
      w[j] /= scale[j];
      bias -= w[j] * shift[j];
    }
    return LinearModel.of(bias, w);
  }

  /** Descends from 0 on the mean loss of all rows. */
  GradientDescent.Fit descend(
      Loss loss, GradientDescent settings, Consumer<GradientDescent.Step> trace) {
    TensorOps ops = new TensorOps(Backends.best());
    Tensor output = Tensor.zeros(Precision.FLOAT64, y.rows(), 1);
    Tensor byOutput = Tensor.zeros(Precision.FLOAT64, y.rows(), 1);
    Tensor w = Tensor.zeros(Precision.FLOAT64, design.columns(), 1);
    GradientDescent.Minimum minimum =
        settings.minimize(
            at -> {
              w.copyFrom(Tensor.of(at, 0, at.length, 1));
              ops.gemm(Transpose.NO, Transpose.NO, 1, design, w, 0, output);
              return loss.evaluate(ops, output, y, byOutput);
            },
            at -> {
              ops.gemm(Transpose.YES, Transpose.NO, 1, design, byOutput, 0, w);
              return w.doubles().clone();
            },
            new double[design.columns()],
            trace);
    double[] found = minimum.w().stream().mapToDouble(d -> d).toArray();
    return new GradientDescent.Fit(model(found), minimum);
  }
}
