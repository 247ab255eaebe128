// Generated from FloatEpilogues.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.DoubleEpilogue;
import org.lanewise.core.DoubleOperations;
import org.lanewise.core.Parallelism;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.DoubleElements;
import org.lanewise.core.scalar.ScalarBackend;

/** What follows a product, on a block of C that has just been written. */
final class DoubleEpilogues {
  private static final DoubleOperations PLAIN = new ScalarBackend(Parallelism.of(1));

  private DoubleEpilogues() {}

  /** Applies an epilogue to rows i0 to i1 and columns j0 to j1 of a product. */
  static void apply(
      DoubleEpilogue epilogue, double[] c, int cOffset, int ldc, int i0, int i1, int j0, int j1) {
    if (epilogue == DoubleEpilogue.NONE) {
      return;
    }
    int rows = i1 - i0;
    int n = j1 - j0;
    int at = cOffset + i0 * ldc + j0;
    int so = epilogue.savedOffset() + i0 * epilogue.ldSaved() + j0;
    boolean gradient = epilogue.saved() != null;
    double[] bias = epilogue.bias();
    int bo = epilogue.biasOffset() + j0;
    if (bias != null && !gradient && epilogue.op().kind() == UnaryOp.Kind.RELU) {
      if (n >= LANES) {
        biasRelu(rows, n, bias, bo, c, at, ldc);
        return;
      }
      if (n == ldc) {
        shortBiasRelu(rows * n, n, bias, bo, c, at);
        return;
      }
    }
    if (bias != null) {
      DoubleRowFunctions.addRow(rows, n, bias, bo, c, at, ldc);
    }
    if (!gradient && epilogue.op().kind() == UnaryOp.Kind.IDENTITY) {
      return;
    }
    if (gradient
        && n >= LANES
        && DoubleSpecies.COMPARES
        && epilogue.op().kind() == UnaryOp.Kind.RELU) {
      reluGradient(rows, n, epilogue.saved(), so, epilogue.ldSaved(), c, at, ldc);
      return;
    }
    if (n == ldc && (!gradient || n == epilogue.ldSaved())) {
      finish(epilogue, rows * n, so, c, at);
      return;
    }
    for (int i = 0; i < rows; i++) {
      finish(epilogue, n, so + i * epilogue.ldSaved(), c, at + i * ldc);
    }
  }

  /** Applies the function, or multiplies by its derivative, along n neighbours. */
  private static void finish(DoubleEpilogue epilogue, int n, int so, double[] c, int at) {
    UnaryOp op = epilogue.op();
    double[] saved = epilogue.saved();
    if (saved != null) {
      if (DoubleSpecies.COMPARES) {
        DoubleGradients.apply(op, n, saved, so, c, at, c, at);
      } else {
        PLAIN.unaryGradient(op, n, saved, so, c, at, c, at);
      }
    } else if (DoubleSpecies.COMPARES) {
      DoubleFunctions.apply(op, n, c, at, c, at);
    } else {
      PLAIN.unary(op, n, c, at, c, at);
    }
  }

  /** The commonest of all in one pass: a row of bias is added, and what is negative becomes 0. */
  private static void biasRelu(
      int rows, int columns, double[] bias, int bo, double[] c, int at, int ldc) {
    if (columns == 3 * LANES) {
      biasRelu3(rows, bias, bo, c, at, ldc);
      return;
    }
    if (columns == 2 * LANES) {
      biasRelu2(rows, bias, bo, c, at, ldc);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int j = 0;
      int row = at + i * ldc;
      for (int bound = SPECIES.loopBound(columns); j < bound; j += LANES) {
        DoubleVector.fromArray(SPECIES, c, row + j)
            .add(DoubleVector.fromArray(SPECIES, bias, bo + j))
            .max(0.0)
            .intoArray(c, row + j);
      }
      for (; j < columns; j++) {
        c[row + j] = DoubleElements.relu(c[row + j] + bias[bo + j]);
      }
    }
  }

  /** The same for a panel of three vectors: its bias stays in registers, no row has a remainder. */
  private static void biasRelu3(int rows, double[] bias, int bo, double[] c, int at, int ldc) {
    DoubleVector bias0 = DoubleVector.fromArray(SPECIES, bias, bo);
    DoubleVector bias1 = DoubleVector.fromArray(SPECIES, bias, bo + LANES);
    DoubleVector bias2 = DoubleVector.fromArray(SPECIES, bias, bo + 2 * LANES);
    for (int i = 0; i < rows; i++) {
      int row = at + i * ldc;
      DoubleVector.fromArray(SPECIES, c, row).add(bias0).max(0.0).intoArray(c, row);
      DoubleVector.fromArray(SPECIES, c, row + LANES).add(bias1).max(0.0).intoArray(c, row + LANES);
      DoubleVector.fromArray(SPECIES, c, row + 2 * LANES)
          .add(bias2)
          .max(0.0)
          .intoArray(c, row + 2 * LANES);
    }
  }

  /** The same for a panel of two vectors. */
  private static void biasRelu2(int rows, double[] bias, int bo, double[] c, int at, int ldc) {
    DoubleVector bias0 = DoubleVector.fromArray(SPECIES, bias, bo);
    DoubleVector bias1 = DoubleVector.fromArray(SPECIES, bias, bo + LANES);
    for (int i = 0; i < rows; i++) {
      int row = at + i * ldc;
      DoubleVector.fromArray(SPECIES, c, row).add(bias0).max(0.0).intoArray(c, row);
      DoubleVector.fromArray(SPECIES, c, row + LANES).add(bias1).max(0.0).intoArray(c, row + LANES);
    }
  }

  /**
   * The same for rows with fewer columns than lanes and no gaps: along all of them, vector by
   * vector, by two rows of bias in a row, each time from where the last vector ended.
   */
  private static void shortBiasRelu(
      int count, int columns, double[] bias, int bo, double[] c, int at) {
    double[] repeated = DoubleRowFunctions.REPEATED.get();
    for (int j = 0; j < columns + LANES; j++) {
      repeated[j] = bias[bo + j % columns];
    }
    int step = LANES % columns;
    int phase = 0;
    int i = 0;
    for (int bound = SPECIES.loopBound(count); i < bound; i += LANES) {
      DoubleVector.fromArray(SPECIES, c, at + i)
          .add(DoubleVector.fromArray(SPECIES, repeated, phase))
          .max(0.0)
          .intoArray(c, at + i);
      phase += phase + step < columns ? step : step - columns;
    }
    for (; i < count; i++) {
      c[at + i] = DoubleElements.relu(c[at + i] + bias[bo + i % columns]);
    }
  }

  /** Its derivative, likewise: what went through as 0 lets nothing back. */
  private static void reluGradient(
      int rows, int columns, double[] saved, int so, int ldSaved, double[] c, int at, int ldc) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int i = 0; i < rows; i++) {
      int j = 0;
      int row = at + i * ldc;
      int from = so + i * ldSaved;
      for (int bound = SPECIES.loopBound(columns); j < bound; j += LANES) {
        DoubleVector y = DoubleVector.fromArray(SPECIES, saved, from + j);
        zero.blend(DoubleVector.fromArray(SPECIES, c, row + j), y.compare(VectorOperators.GT, zero))
            .intoArray(c, row + j);
      }
      for (; j < columns; j++) {
        c[row + j] = DoubleElements.reluGradient(saved[from + j], c[row + j]);
      }
    }
  }
}
