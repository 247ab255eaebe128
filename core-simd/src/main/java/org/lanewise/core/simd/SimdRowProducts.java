package org.lanewise.core.simd;

import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.Parallelism;
import org.lanewise.core.RowProducts;
import org.lanewise.core.WeightMatrix;

/** {@link RowProducts} by vectors. */
interface SimdRowProducts extends RowProducts {
  /** Returns how many threads a call may use. */
  Parallelism parallelism();

  @Override
  default void multiplyRow(
      WeightMatrix w, float[] x, int xOffset, float[] y, int yOffset, FloatEpilogue epilogue) {
    RowPanels.multiply(parallelism().threads(), w, x, xOffset, y, yOffset, epilogue);
  }
}
