package org.lanewise.nn.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Batches from a CSV file that need not fit into memory: each pass reads the file anew, so many
 * rows at a time, and shuffles them within that buffer. If it holds the whole file, the order is
 * that of {@link Batches}; a smaller one mixes only rows near each other, so a file sorted by class
 * should be shuffled beforehand.
 *
 * <p>Memory is that of one buffer, as raw cells and as features. Reading allocates; a batch from
 * the buffer does not. What goes wrong with the file is an {@link UncheckedIOException}.
 */
public final class CsvBatches implements BatchSource, Closeable {
  /** A fit may keep 8 MiB a column, exact up to this many rows. */
  private static final int MOST_KEPT = 1 << 20;

  private final Path file;
  private final Preprocessor preprocessor;
  private final String target;
  private final List<String> labels;
  private final Precision precision;
  private final int samples;
  private final int batchSize;
  private final int bufferRows;
  private CsvBlocks blocks;
  private Batches buffer; // null before the first pass
  private int next;
  private RandomStream coming;
  private RandomStream random;

  private CsvBatches(
      Path file,
      Preprocessor preprocessor,
      String target,
      List<String> labels,
      Precision precision,
      int samples,
      int batchSize,
      int bufferRows) {
    this.file = file;
    this.preprocessor = preprocessor;
    this.target = target;
    this.labels = labels;
    this.precision = precision;
    this.samples = samples;
    this.batchSize = batchSize;
    this.bufferRows = bufferRows;
  }

  /**
   * Reads a file once, to fit a preprocessor to all of it and to find the classes. A median,
   * quartiles or the most frequent number are exact, and refused beyond 2^20 rows.
   *
   * @param classes whether the targets are classes, rather than numbers
   * @param bufferRows how many rows to hold, rounded down to whole batches
   * @throws DataFormatException at what is wrong with the file
   * @throws IllegalArgumentException as {@link Preprocessing#fit} and {@link CsvDataset#labels} do
   */
  public static CsvBatches fit(
      Path file,
      Preprocessing settings,
      String target,
      boolean classes,
      Precision precision,
      int batchSize,
      int bufferRows)
      throws IOException {
    if (batchSize < 1 || bufferRows < batchSize) {
      throw new IllegalArgumentException(
          "batch size is %d, buffer %d rows; both must be at least 1 and a buffer hold a batch"
              .formatted(batchSize, bufferRows));
    }
    int held = bufferRows - bufferRows % batchSize;
    try (CsvBlocks blocks =
        new CsvBlocks(file, settings.required(target), column -> settings.type(column, target))) {
      CsvTable table = blocks.next(held);
      PreprocessorFit fit = new PreprocessorFit(settings, table, target, MOST_KEPT);
      TreeSet<Object> targets = new TreeSet<>();
      List<String> labels = List.of();
      int rows = 0;
      while (table != null) {
        fit.add(table, IntStream.range(0, table.rows()).toArray());
        rows = Math.addExact(rows, table.rows());
        CsvTable following = blocks.next(held);
        if (classes && following != null) {
          CsvDataset.addTargets(table, target, targets);
        } else if (classes) {
          labels = CsvDataset.labels(table, target, targets);
        }
        table = following;
      }
      return new CsvBatches(file, fit.finish(), target, labels, precision, rows, batchSize, held);
    }
  }

  /**
   * Returns batches of another file, such as one to validate with, that go through the same. The
   * file is read once to count its rows.
   */
  public CsvBatches of(Path other) throws IOException {
    int rows = 0;
    try (CsvBlocks counted = open(other)) {
      for (CsvTable table = counted.next(bufferRows); table != null; ) {
        rows = Math.addExact(rows, table.rows());
        table = counted.next(bufferRows);
      }
    }
    return new CsvBatches(
        other, preprocessor, target, labels, precision, rows, batchSize, bufferRows);
  }

  private CsvBlocks open(Path file) throws IOException {
    return new CsvBlocks(
        file, preprocessor.required(target), column -> preprocessor.type(column, target, labels));
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public int batchSize() {
    return Math.min(batchSize, samples);
  }

  /** Returns the most rows that are held at a time. */
  public int bufferRows() {
    return bufferRows;
  }

  /** Returns how many rows are held now. */
  int heldRows() {
    return buffer == null ? 0 : buffer.samples();
  }

  /** Returns what the features went through. */
  public Preprocessor preprocessor() {
    return preprocessor;
  }

  /** Returns the classes; empty for a regression. */
  public List<String> labels() {
    return labels;
  }

  /** {@inheritDoc} It holds for one pass; the next without another is in the order of the file. */
  @Override
  public void shuffle(RandomStream random) {
    coming = random;
  }

  /** {@inheritDoc} Batches come in order; 0 begins a pass. */
  @Override
  public int load(int batch) {
    if (batch != 0 && batch != next || batch >= count()) {
      throw new IllegalStateException(
          "batch %d of %d of a file is wanted, the next is %d".formatted(batch, count(), next));
    }
    try {
      if (batch == 0) {
        close();
        blocks = open(file);
        random = coming;
        coming = null;
      }
      if (batch % (bufferRows / batchSize) == 0) {
        fill(samples - batch * batchSize);
      }
      next = batch + 1;
      return buffer.load(batch % (bufferRows / batchSize));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Reads the next rows of a file that should have so many left. */
  private void fill(int left) throws IOException {
    buffer = null; // before the next one is there
    CsvTable table = blocks.next(bufferRows);
    if (table == null
        || table.rows() != Math.min(bufferRows, left)
        || left <= bufferRows && blocks.next(1) != null) {
      throw new DataFormatException(
          file, "the file has changed: at first it had " + samples + " rows to read");
    }
    Dataset data = CsvDataset.of(table, preprocessor, target, labels, precision);
    buffer = new Batches(data.features(), data.targets(), data.allRows(), batchSize);
    if (random != null) {
      buffer.shuffle(random);
    }
  }

  @Override
  public Tensor x(int size) {
    return buffer.x(size);
  }

  @Override
  public Tensor y(int size) {
    return buffer.y(size);
  }

  @Override
  public void close() throws IOException {
    buffer = null;
    if (blocks != null) {
      blocks.close();
      blocks = null;
    }
  }
}
