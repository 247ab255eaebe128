package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;

import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.Transpose;

/**
 * Products computed the other way round, {@code C^T = op(B)^T op(A)^T}, and then turned over.
 *
 * <p>Vectors run along the columns of a product's right operand, so a transposed B must be
 * transposed once more to be packed. As the left operand it need not be; then op(A) must, and the
 * result. That pays when A and C are small beside B, as for the gradient of a layer's input from a
 * batch of few rows. It also pays for a transposed A by a B with so few columns that their one or
 * two vectors would be half empty.
 */
final class FloatTurned {
  /** Elements of C up to which a thread keeps a buffer for it: 4 MiB. */
  private static final int MOST_ELEMENTS = (1 << 22) / Float.BYTES;

  /** Elements of a narrow C up to which it was faster, for 100 and 512 rows by 10 columns. */
  private static final int MOST_NARROW_ELEMENTS = 1 << 16;

  private static final ThreadLocal<FloatTurned> TURNED = ThreadLocal.withInitial(FloatTurned::new);

  private static final ThreadLocal<float[]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[FloatTransposition.SCRATCH]);

  private float[] buffer = new float[0];

  /** From one row of the buffer to the next. */
  private int rows;

  private float[] c;
  private int cOffset;
  private int ldc;
  private FloatEpilogue epilogue;

  private FloatTurned() {}

  /** Returns whether a product with alpha 1 and beta 0 goes this way. */
  static boolean serves(Transpose transA, Transpose transB, int m, int n, int k) {
    long elements = (long) m * n;
    if (transA == Transpose.YES && FloatNarrowTile.serves(n)) {
      return m >= 2 * LANES && k >= LANES && elements <= MOST_NARROW_ELEMENTS;
    }
    if (transB == Transpose.NO || m < LANES || n < LANES || elements > MOST_ELEMENTS) {
      return false;
    }
    long transposed = elements + (transA == Transpose.NO ? (long) m * k : 0);
    return 2 * transposed <= (long) n * k;
  }

  /** Computes {@code C = epilogue(op(A) op(B))}. */
  static void multiply(
      int threads,
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      FloatEpilogue epilogue) {
    FloatTurned turned = TURNED.get();
    int size = m * Math.max(n, LANES); // whole vectors of columns are turned
    if (turned.buffer.length < size) {
      turned.buffer = new float[size];
    }
    turned.rows = m;
    turned.c = c;
    turned.cOffset = cOffset;
    turned.ldc = ldc;
    turned.epilogue = epilogue;
    try {
      FloatGemm.of(other(transB), n, m, k, 1, b, bOffset, ldb)
          .by(other(transA), a, aOffset, lda)
          .thenTurnedInto(turned)
          .into(threads, 0, turned.buffer, 0, m, FloatEpilogue.NONE);
    } finally {
      turned.c = null;
      turned.epilogue = null;
    }
  }

  private static Transpose other(Transpose trans) {
    return trans == Transpose.NO ? Transpose.YES : Transpose.NO;
  }

  /** Writes columns j0 to j1 of rows i0 to i1 of C, which lie turned in the buffer. */
  void turn(int i0, int i1, int j0, int j1) {
    float[] from = buffer;
    float[] scratch = SCRATCH.get();
    int whole = j1 - (j1 - j0) % LANES;
    for (int j = j0; j < whole; j += LANES) {
      int to = cOffset + i0 * ldc + j;
      FloatPacking.transposeStrip(i1 - i0, from, j * rows + i0, rows, c, to, ldc, scratch);
    }
    if (whole < j1) {
      int done = i0;
      if (LANES >= 8 && whole == j0 && ldc == j1 - j0) {
        done += FloatNarrowTile.overlapping(i1 - i0, ldc, LANES);
        int to = cOffset + i0 * ldc;
        FloatTransposition.transpose(done - i0, from, i0, rows, c, to, ldc, scratch);
      }
      turnRest(done, i1, whole, j1, from, rows, c, cOffset, ldc);
    }
    FloatEpilogues.apply(epilogue, c, cOffset, ldc, i0, i1, j0, j1);
  }

  private static void turnRest(
      int i0, int i1, int j0, int j1, float[] from, int rows, float[] to, int offset, int ldc) {
    for (int i = i0; i < i1; i++) {
      int row = offset + i * ldc;
      for (int j = j0; j < j1; j++) {
        to[row + j] = from[j * rows + i];
      }
    }
  }
}
