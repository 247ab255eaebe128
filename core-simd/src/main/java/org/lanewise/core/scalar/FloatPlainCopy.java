package org.lanewise.core.scalar;

import org.lanewise.core.FloatPackedMatrix;
import org.lanewise.core.Transpose;

/** A matrix that plain loops read as it is: op(B), row by row. */
final class FloatPlainCopy extends FloatPackedMatrix {
  private final float[] values;

  FloatPlainCopy(int rows, int columns) {
    super("scalar", rows, columns);
    values = new float[Math.multiplyExact(rows, columns)];
  }

  /** Returns a packed matrix as one of these. */
  static FloatPlainCopy of(FloatPackedMatrix packed) {
    if (packed instanceof FloatPlainCopy own) {
      return own;
    }
    throw packed.unreadableBy("scalar");
  }

  float[] values() {
    return values;
  }

  void fill(Transpose trans, float[] b, int offset, int ldb) {
    int rowStep = trans == Transpose.NO ? ldb : 1;
    int columnStep = trans == Transpose.NO ? 1 : ldb;
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < columns(); j++) {
        values[i * columns() + j] = b[offset + i * rowStep + j * columnStep];
      }
    }
  }
}
