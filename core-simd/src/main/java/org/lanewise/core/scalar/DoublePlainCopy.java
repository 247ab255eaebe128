// Generated from FloatPlainCopy.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

import org.lanewise.core.DoublePackedMatrix;
import org.lanewise.core.Transpose;

/** A matrix that plain loops read as it is: op(B), row by row. */
final class DoublePlainCopy extends DoublePackedMatrix {
  private final double[] values;

  DoublePlainCopy(int rows, int columns) {
    super("scalar", rows, columns);
    values = new double[Math.multiplyExact(rows, columns)];
  }

  /** Returns a packed matrix as one of these. */
  static DoublePlainCopy of(DoublePackedMatrix packed) {
    if (packed instanceof DoublePlainCopy own) {
      return own;
    }
    throw packed.unreadableBy("scalar");
  }

  double[] values() {
    return values;
  }

  void fill(Transpose trans, double[] b, int offset, int ldb) {
    int rowStep = trans == Transpose.NO ? ldb : 1;
    int columnStep = trans == Transpose.NO ? 1 : ldb;
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < columns(); j++) {
        values[i * columns() + j] = b[offset + i * rowStep + j * columnStep];
      }
    }
  }
}
