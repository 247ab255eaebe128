package org.lanewise.core.simd;

import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.WeightMatrix;
import org.lanewise.core.Weights;
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
        panel(w, j, x, xo, y, yo, epilogue);
      }
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
    panel(weights, index * WeightMatrix.PANEL, x, xo, y, yo, epilogue);
  }

  /** Computes the columns of the panel that begins with column j. */
  private static void panel(
      WeightMatrix w, int j, float[] x, int xo, float[] y, int yo, FloatEpilogue epilogue) {
    int n = w.columns();
    int end = Math.min(n, j + WeightMatrix.PANEL);
    if (w.format() == Weights.FLOAT32 && finishes(epilogue, end - j, w.panelWords(j))) {
      int k = w.rows();
      int words = w.panelWords(j);
      float[] values = w.floats();
      int from = w.panel(j);
      float[] bias = epilogue.bias() == null ? PlainRowPanel.NO_BIAS : epilogue.bias();
      int bo = epilogue.bias() == null ? 0 : epilogue.biasOffset() + j;
      float floor = epilogue.op().kind() == UnaryOp.Kind.RELU ? 0 : Float.NEGATIVE_INFINITY;
      if (end - j == 1) {
        y[yo + j] = Math.max(PlainRowPanel.first(k, words, x, xo, values, from) + bias[bo], floor);
      } else {
        PlainRowPanel.multiply(k, words, x, xo, values, from, y, yo + j, bias, bo, floor);
      }
      return;
    }
    product(w, j, end - j, x, xo, y, yo + j);
    FloatEpilogues.apply(epilogue, y, yo, n, 0, 1, j, end);
  }

  /** Whether products by floats do the whole epilogue, for one column or a panel that is full. */
  private static boolean finishes(FloatEpilogue epilogue, int columns, int words) {
    UnaryOp.Kind kind = epilogue.op().kind();
    return (columns == 1 || columns == words)
        && epilogue.saved() == null
        && (kind == UnaryOp.Kind.RELU || kind == UnaryOp.Kind.IDENTITY);
  }

  private static void product(
      WeightMatrix w, int j, int columns, float[] x, int xo, float[] y, int yo) {
    int words = w.panelWords(j);
    boolean whole = columns == words * w.format().perWord();
    float[] out = whole ? y : BUFFER.get();
    int at = whole ? yo : 0;
    switch (w.format()) {
      case FLOAT32 ->
          PlainRowPanel.multiply(
              w.rows(),
              words,
              x,
              xo,
              w.floats(),
              w.panel(j),
              out,
              at,
              PlainRowPanel.NO_BIAS,
              0,
              Float.NEGATIVE_INFINITY);
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
