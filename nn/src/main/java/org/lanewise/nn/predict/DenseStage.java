package org.lanewise.nn.predict;

import org.lanewise.core.Backend;
import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.FloatPackedMatrix;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.WeightMatrix;
import org.lanewise.core.Weights;
import org.lanewise.nn.tensor.Tensor;

/** A dense layer with everything that could be folded into it: {@code y = op(x W + b)}. */
final class DenseStage implements Stage, Stage.Step {
  /** Rows from which on the product of matrices is faster than one row after the other. */
  private static final int MATRIX_ROWS = 4;

  private final Backend backend;
  private final WeightMatrix weights;
  private final FloatEpilogue epilogue;
  private final float[] factors;

  /** The same weights as floats, made by the first batch; two threads may both make them. */
  private volatile FloatPackedMatrix packed;

  /**
   * Keeps a layer.
   *
   * @param bias one number an output, or null
   */
  DenseStage(Backend backend, WeightMatrix weights, float[] bias, UnaryOp op) {
    this.backend = backend;
    this.weights = weights;
    this.epilogue =
        bias == null ? FloatEpilogue.activation(op) : FloatEpilogue.activation(op, bias, 0);
    this.factors = weights.format() == Weights.INT8 ? weights.factors() : null;
  }

  @Override
  public int outputs() {
    return weights.columns();
  }

  @Override
  public long weightBytes() {
    return weights.bytes();
  }

  @Override
  public Step step(int maxRows) {
    return this;
  }

  /** Computes rows; the bits of one do not depend on how many there are. */
  @Override
  public void run(Tensor from, Tensor to, int rows) {
    float[] x = from.floats();
    float[] y = to.floats();
    int k = weights.rows();
    int n = weights.columns();
    if (rows < MATRIX_ROWS) {
      for (int i = 0; i < rows; i++) {
        backend.multiplyRow(weights, x, i * k, y, i * n, epilogue);
      }
      return;
    }
    FloatPackedMatrix matrix = packed();
    FloatEpilogue fused = factors == null ? epilogue : FloatEpilogue.NONE;
    backend.gemm(Transpose.NO, rows, 1, x, 0, k, matrix, 0, y, 0, n, fused);
    if (factors != null) {
      for (int i = 0; i < rows; i++) {
        backend.multiply(n, y, i * n, factors, 0, y, i * n);
      }
      if (epilogue.bias() != null) {
        backend.addRow(rows, n, epilogue.bias(), 0, y, 0, n);
      }
      backend.unary(epilogue.op(), rows * n, y, 0, y, 0);
    }
  }

  private FloatPackedMatrix packed() {
    FloatPackedMatrix matrix = packed;
    if (matrix == null) {
      int k = weights.rows();
      int n = weights.columns();
      float[] plain = new float[k * n];
      for (int p = 0; p < k; p++) {
        for (int j = 0; j < n; j++) {
          plain[p * n + j] = weights.stored(p, j);
        }
      }
      matrix = backend.pack(Transpose.NO, k, n, plain, 0, n);
      packed = matrix;
    }
    return matrix;
  }
}
