package org.lanewise.core.scalar;

import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.FloatOperations;
import org.lanewise.core.RowProducts;
import org.lanewise.core.WeightMatrix;

/** {@link RowProducts} as plain loops. */
interface ScalarRowProducts extends FloatOperations, RowProducts {
  @Override
  default void multiplyRow(
      WeightMatrix w, float[] x, int xOffset, float[] y, int yOffset, FloatEpilogue epilogue) {
    int n = w.columns();
    for (int j = 0; j < n; j++) {
      float sum = 0;
      for (int p = 0; p < w.rows(); p++) {
        sum = Math.fma(x[xOffset + p], w.stored(p, j), sum);
      }
      y[yOffset + j] = w.factors() == null ? sum : sum * w.factor(j);
    }
    if (epilogue.bias() != null) {
      addRow(1, n, epilogue.bias(), epilogue.biasOffset(), y, yOffset, n);
    }
    if (epilogue.saved() == null) {
      unary(epilogue.op(), n, y, yOffset, y, yOffset);
    } else {
      unaryGradient(
          epilogue.op(), n, epilogue.saved(), epilogue.savedOffset(), y, yOffset, y, yOffset);
    }
  }
}
