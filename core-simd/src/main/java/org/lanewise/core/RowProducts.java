package org.lanewise.core;

/** Products of one row with the weights of a layer: what a single prediction is made of. */
public interface RowProducts {
  /**
   * Multiplies a row by weights: {@code y = epilogue((x W) f)} with the factors f of the columns.
   *
   * <p>Each entry of y is one chain: it starts as 0, takes {@code fma(x, w, y)} for the numbers of
   * its column as they are stored, in ascending order, and is multiplied by its factor where the
   * format has factors. So with {@link Weights#FLOAT32} the bits are those of {@link
   * FloatProducts#gemm}. Modifies y.
   *
   * @param x as many entries as W has rows
   * @param y as many entries as W has columns
   */
  void multiplyRow(
      WeightMatrix w, float[] x, int xOffset, float[] y, int yOffset, FloatEpilogue epilogue);
}
