package org.lanewise.core.simd;

import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.WeightMatrix;
import org.lanewise.core.parallel.Job;

/** Products of a row by weights, panel after panel; panels may be shared out to threads. */
final class RowPanels extends Job {
  /** Bytes of weights for each thread below which handing work over costs more than it saves. */
  private static final long MIN_BYTES = 1 << 17;

  private static final ThreadLocal<RowPanels> JOBS = ThreadLocal.withInitial(RowPanels::new);

  private static final ThreadLocal<float[]> BUFFER =
      ThreadLocal.withInitial(() -> new float[WeightMatrix.PANEL]);

  private WeightMatrix weights;
  private float[] x;
  private int xo;
  private float[] y;
  private int yo;
  private FloatEpilogue epilogue;

  private RowPanels() {}

  /** Computes {@code y = epilogue((x W) f)}. */
  static void multiply(
      int threads, WeightMatrix w, float[] x, int xo, float[] y, int yo, FloatEpilogue epilogue) {
    int n = w.columns();
    int useful = threads == 1 ? 1 : (int) Math.min(threads, w.bytes() / MIN_BYTES);
    if (useful <= 1) {
      for (int j = 0; j < n; j += WeightMatrix.PANEL) {
        panel(w, j, x, xo, y, yo + j);
      }
      FloatEpilogues.apply(epilogue, y, yo, n, 0, 1, 0, n);
      return;
    }
    RowPanels job = JOBS.get();
    job.weights = w;
    job.x = x;
    job.xo = xo;
    job.y = y;
    job.yo = yo;
    job.epilogue = epilogue;
    try {
      job.run((n - 1) / WeightMatrix.PANEL + 1, useful);
    } finally {
      job.weights = null;
      job.x = null;
      job.y = null;
      job.epilogue = null;
    }
  }

  @Override
  protected void part(int index) {
    int j = index * WeightMatrix.PANEL;
    int end = Math.min(weights.columns(), j + WeightMatrix.PANEL);
    panel(weights, j, x, xo, y, yo + j);
    FloatEpilogues.apply(epilogue, y, yo, weights.columns(), 0, 1, j, end);
  }

  /** Computes the columns of the panel that begins with column j. */
  private static void panel(WeightMatrix w, int j, float[] x, int xo, float[] y, int yo) {
    int words = w.panelWords(j);
    int columns = Math.min(WeightMatrix.PANEL, w.columns() - j);
    boolean whole = columns == words * w.format().perWord();
    float[] out = whole ? y : BUFFER.get();
    int at = whole ? yo : 0;
    switch (w.format()) {
      case FLOAT32 ->
          PlainRowPanel.multiply(w.rows(), words, x, xo, w.floats(), w.panel(j), out, at);
      case BFLOAT16 ->
          Bfloat16RowPanel.multiply(w.rows(), words, x, xo, w.words(), w.panel(j), out, at);
      case INT8 -> {
        Int8RowPanel.multiply(w.rows(), words, x, xo, w.words(), w.panel(j), out, at);
        FloatVectors.multiply(columns, out, at, w.factors(), j, out, at);
      }
      default -> throw new AssertionError(w);
    }
    if (!whole) {
      System.arraycopy(out, 0, y, yo, columns);
    }
  }
}
