package org.lanewise.core;

/**
 * The weights of a layer in the order in which {@link RowProducts} read them, and as small as
 * wanted: less to read is what makes a product of one row faster. Immutable; a copy of what it was
 * made of.
 *
 * <p>The layout is the same for every backend and vector width. Columns lie in panels of {@link
 * #PANEL}, the last one narrower: filled up with zeros to a multiple of {@link #GROUP} words. The
 * rows of a panel follow each other. In a row, {@link #GROUP} words hold {@code GROUP * perWord}
 * columns: word i has columns i, i + GROUP and so on, from its lowest bits up.
 */
public final class WeightMatrix {
  /** Columns of a panel. */
  public static final int PANEL = 128;

  /** Words that are laid out together. */
  public static final int GROUP = 16;

  /**
   * Words before the first: an array's elements begin 16 bytes after the array, so that from here
   * on those of a large array, which begin a region of the heap, are aligned to 64 bytes.
   */
  private static final int START = 12;

  private final Weights format;
  private final int rows;
  private final int columns;
  private final int padded;
  private final int wordShift;
  private final float[] floats;
  private final int[] words;
  private final float[] factors;

  private WeightMatrix(Weights format, int rows, int columns) {
    this.format = format;
    this.rows = rows;
    this.columns = columns;
    int multiple = GROUP * format.perWord();
    long filled = ((long) columns + multiple - 1) / multiple * multiple;
    this.padded = (int) Math.min(filled, Integer.MAX_VALUE);
    this.wordShift = Integer.numberOfTrailingZeros(format.perWord());
    long size = START + (long) rows * (padded >> wordShift);
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "weights of " + rows + " x " + columns + " do not fit one array");
    }
    this.floats = format == Weights.FLOAT32 ? new float[(int) size] : null;
    this.words = format == Weights.FLOAT32 ? null : new int[(int) size];
    this.factors = format == Weights.INT8 ? new float[padded] : null;
  }

  /**
   * Stores a matrix.
   *
   * @param rows inputs of the layer
   * @param columns outputs of the layer
   * @param b rows x columns, ldb from one row to the next
   * @throws IllegalArgumentException if the slice does not fit its array or the result none, or if
   *     a number that is to become an integer is not finite; the message carries both values
   */
  public static WeightMatrix of(
      Weights format, int rows, int columns, float[] b, int bOffset, int ldb) {
    Checks.size("rows", rows);
    Checks.size("columns", columns);
    Checks.matrix("weights", rows, columns, b.length, bOffset, ldb);
    WeightMatrix matrix = new WeightMatrix(format, rows, columns);
    for (int j = 0; j < columns; j++) {
      double factor = format == Weights.INT8 ? matrix.factor(j, b, bOffset, ldb) : 1;
      for (int p = 0; p < rows; p++) {
        matrix.put(p, j, b[bOffset + p * ldb + j], factor);
      }
    }
    return matrix;
  }

  /** Finds and keeps the factor of a column of integers. */
  private double factor(int j, float[] b, int offset, int ldb) {
    float largest = 0;
    for (int p = 0; p < rows; p++) {
      float value = b[offset + p * ldb + j];
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "weight (" + p + ", " + j + ") is " + value + ", only finite numbers become INT8");
      }
      largest = Math.max(largest, Math.abs(value));
    }
    factors[j] = largest / 127;
    return factors[j];
  }

  private void put(int p, int j, float value, double factor) {
    int at = index(p, j);
    switch (format) {
      case FLOAT32 -> floats[at] = value;
      case BFLOAT16 -> words[at] |= bfloat16(value) << shift(j);
      case INT8 -> {
        // A factor that is 0, or has lost bits below the least normal number, has no quotients.
        long whole = factor == 0 ? 0 : Math.round(value / factor);
        int stored = (int) Math.max(-127, Math.min(127, whole));
        words[at] |= (stored + bias(j) & 0xff) << shift(j);
      }
      default -> throw new AssertionError(format);
    }
  }

  /** Returns the upper half of a float after rounding; NaN stays NaN. */
  private static int bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return bits >>> 16 | 0x40;
    }
    return bits + 0x7fff + (bits >>> 16 & 1) >>> 16;
  }

  /** Returns how the numbers are stored. */
  public Weights format() {
    return format;
  }

  /** Returns the inputs of the layer. */
  public int rows() {
    return rows;
  }

  /** Returns the outputs of the layer. */
  public int columns() {
    return columns;
  }

  /** Returns the columns with those that fill up the last panel. */
  public int padded() {
    return padded;
  }

  /** Returns how many bytes the numbers take. */
  public long bytes() {
    return Integer.BYTES * ((long) rows * (padded >> wordShift) + (factors == null ? 0 : padded));
  }

  /** Returns a number as products take it, before the factor of its column. */
  public float stored(int row, int column) {
    int at = index(row, column);
    return switch (format) {
      case FLOAT32 -> floats[at];
      case BFLOAT16 -> Float.intBitsToFloat(words[at] >>> shift(column) << 16);
      case INT8 -> (byte) ((words[at] >>> shift(column)) - bias(column));
    };
  }

  /** Returns what the product with a column is multiplied by; 1 but for {@link Weights#INT8}. */
  public float factor(int column) {
    return factors == null ? 1 : factors[column];
  }

  /** For engines: where the first row of the panel with a column begins, in {@link #words}. */
  public int panel(int column) {
    return START + rows * ((column & -PANEL) >> wordShift);
  }

  /** For engines: how many words a row of the panel with a column has. */
  public int panelWords(int column) {
    return Math.min(PANEL, padded - (column & -PANEL)) >> wordShift;
  }

  /** For engines: the numbers, if they are floats; not to be modified. */
  public float[] floats() {
    return floats;
  }

  /** For engines: the words, if the numbers are no floats; not to be modified. */
  public int[] words() {
    return words;
  }

  /** For engines: a factor a column, if the numbers are integers; not to be modified. */
  public float[] factors() {
    return factors;
  }

  /** Returns which word holds a number. */
  private int index(int row, int column) {
    int inPanel = column % PANEL;
    int group = inPanel / (GROUP * format.perWord());
    return panel(column) + row * panelWords(column) + group * GROUP + inPanel % GROUP;
  }

  /** Returns the lowest bit of a column's number within its word. */
  private int shift(int column) {
    return column / GROUP % format.perWord() * (Integer.SIZE / format.perWord());
  }

  /** Returns what is added to an integer of a column. */
  private static int bias(int column) {
    return (column / GROUP & 2) == 0 ? 128 : 0;
  }

  @Override
  public String toString() {
    return format + " " + rows + " x " + columns;
  }
}
