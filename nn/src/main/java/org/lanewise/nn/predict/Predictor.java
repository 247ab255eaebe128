package org.lanewise.nn.predict;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Weights;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Preprocessor;
import org.lanewise.nn.data.RowEncoder;
import org.lanewise.nn.model.Model;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A trained network compiled for serving: a copy that later training does not change.
 *
 * <p>Dropout is left out, normalization over batches goes into the dense layer before it,
 * activation functions are applied where a product is still in registers or the nearest cache, and
 * weights lie in the order in which they are read, as floats or in fewer bytes. Layers of other
 * kinds predict as they do in a {@link Network}. A float64 network is computed as it is.
 *
 * <p>Any number of threads predict at the same time; none waits for another. In steady state a
 * prediction allocates nothing, as long as no more than 64 run at once. With a backend that is
 * {@linkplain Backend#isReproducible reproducible} the bits of a row depend neither on the others
 * of its batch, nor on threads, nor on the machine; without a normalization over batches those of
 * float32 weights are then the network's own.
 *
 * <p>Features that are not finite are computed with, whatever the format of the weights: NaN makes
 * all that a dense layer computes of its row NaN, an infinity makes it infinite or NaN. (In raw
 * rows of a model with named columns NaN is a missing cell; see {@link RowEncoder}.) With INT8
 * weights sums are larger by 127 / the largest weight of the column until they are scaled, so they
 * can become infinite where those of floats do not: with weights up to 1, of features from 2.6e36
 * on.
 *
 * <p>The first batch of four rows or more lays the weights out a second time, as floats.
 *
 * <p>A null argument is a {@link NullPointerException} with its name, at once.
 */
public final class Predictor {
  /** Rows that are computed together; a longer batch is cut. */
  private static final int MAX_ROWS = 128;

  private static final long WARM_UP_NANOS = 5_000_000_000L;

  /** A round of warming up, and how many in a row must bring nothing: compilers work beside. */
  private static final long ROUND_NANOS = 50_000_000;

  private static final int SETTLED = 8;

  private final RowEncoder encoder;
  private final Plan plan;
  private final Weights weights;
  private final int outputs;
  private final PassPool single = new PassPool();
  private final PassPool batches = new PassPool();

  private Predictor(Network network, Preprocessor preprocessor, Weights weights, Backend backend) {
    this.encoder = new RowEncoder(preprocessor);
    this.weights = Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(backend, "backend");
    this.outputs = network.outputs();
    if (network.precision() == Precision.FLOAT32) {
      this.plan = StagedPlan.of(network, weights, backend);
    } else if (weights == Weights.FLOAT32) {
      List<Integer> all = IntStream.range(0, network.layers().size()).boxed().toList();
      this.plan = LayerPlan.of(network, network.inputs(), all, backend);
    } else {
      throw new IllegalArgumentException(
          "a FLOAT64 network has no " + weights + " weights; copy it to FLOAT32 first");
    }
  }

  /** Compiles a network with its weights as they are, for one thread a prediction. */
  public static Predictor of(Network network) {
    return of(network, Weights.FLOAT32);
  }

  /** Compiles a network for one thread a prediction. */
  public static Predictor of(Network network, Weights weights) {
    return of(network, weights, Backends.best().with(Parallelism.of(1)));
  }

  /**
   * Compiles a network, which takes features as it was trained with.
   *
   * @param weights how to store the weights of dense layers; a float64 network takes FLOAT32 for as
   *     they are
   * @param backend computes, on as many threads a prediction as it has where that pays
   * @throws IllegalArgumentException if the weights cannot be stored so
   */
  public static Predictor of(Network network, Weights weights, Backend backend) {
    Objects.requireNonNull(network, "network");
    Preprocessor none = Preprocessor.of(FeatureScaling.none(network.inputs()), List.of());
    return new Predictor(network, none, weights, backend);
  }

  /** Compiles a model with its weights as they are, for one thread a prediction. */
  public static Predictor of(Model model) {
    return of(model, Weights.FLOAT32, Backends.best().with(Parallelism.of(1)));
  }

  /**
   * Compiles a model with its preprocessing, which takes rows of raw data; see {@link #encoder}.
   */
  public static Predictor of(Model model, Weights weights, Backend backend) {
    Objects.requireNonNull(model, "model");
    return new Predictor(model.network(), model.preprocessor(), weights, backend);
  }

  /** Returns how many numbers a row has: raw data for a model, features for a network. */
  public int inputs() {
    return encoder.inputs();
  }

  /** Returns how many numbers come out for a row. */
  public int outputs() {
    return outputs;
  }

  /** Returns how the weights of dense layers are stored. */
  public Weights weights() {
    return weights;
  }

  /** Returns how many bytes of weights a prediction of one row reads. */
  public long weightBytes() {
    return plan.weightBytes();
  }

  /** Returns what is done to a row first; it reads the cells of a table, texts too, as numbers. */
  public RowEncoder encoder() {
    return encoder;
  }

  /**
   * Predicts one row.
   *
   * @param in the first {@link #inputs} numbers are read
   * @param out the first {@link #outputs} numbers are overwritten
   * @throws IllegalArgumentException if an array is too short, or the row cannot be encoded
   */
  public void predict(float[] in, float[] out) {
    predict(in, out, 1);
  }

  /** Predicts rows that lie one after the other, as {@link #predict(float[], float[])} one. */
  public void predict(float[] in, float[] out, int rows) {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    check(in.length, out.length, rows);
    predict(in, 0, out, 0, rows);
  }

  private void predict(float[] in, int from, float[] out, int to, int rows) {
    for (int row = 0; row < rows; ) {
      int count = Math.min(MAX_ROWS, rows - row);
      Pass pass = take(count);
      for (int i = 0; i < count; i++) {
        encoder.encode(in, from + (row + i) * inputs(), pass.input(), i);
      }
      Tensor result = pass.run(count);
      int n = count * outputs;
      int at = to + row * outputs;
      if (result.precision() == Precision.FLOAT32) {
        float[] values = result.floats();
        int start = result.offset();
        for (int i = 0; i < n; i++) { // few: a call that copies them would take longer
          out[at + i] = values[start + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          out[at + i] = (float) result.get(i);
        }
      }
      give(pass);
      row += count;
    }
  }

  /** Predicts one row of doubles; features are rounded, unless the network is a float64 one. */
  public void predict(double[] in, double[] out) {
    predict(in, out, 1);
  }

  /** Predicts rows of doubles that lie one after the other. */
  public void predict(double[] in, double[] out, int rows) {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    check(in.length, out.length, rows);
    predict(in, 0, out, 0, rows);
  }

  /**
   * Predicts the rows of a tensor.
   *
   * @param in rows x {@link #inputs}
   * @param out rows x {@link #outputs}, of the same precision; overwritten
   * @throws IllegalArgumentException if shapes or precisions do not fit
   */
  public void predict(Tensor in, Tensor out) {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    boolean fits = in.columns() == inputs() && out.columns() == outputs;
    if (!fits || in.rows() != out.rows() || in.precision() != out.precision()) {
      throw new IllegalArgumentException(
          "predictions of %s into %s, rows of %d become rows of %d"
              .formatted(in, out, inputs(), outputs));
    }
    if (in.precision() == Precision.FLOAT32) {
      predict(in.floats(), in.offset(), out.floats(), out.offset(), in.rows());
    } else {
      predict(in.doubles(), in.offset(), out.doubles(), out.offset(), in.rows());
    }
  }

  private void predict(double[] in, int from, double[] out, int to, int rows) {
    for (int row = 0; row < rows; ) {
      int count = Math.min(MAX_ROWS, rows - row);
      Pass pass = take(count);
      for (int i = 0; i < count; i++) {
        encoder.encode(in, from + (row + i) * inputs(), pass.input(), i);
      }
      Tensor result = pass.run(count);
      for (int i = 0; i < count * outputs; i++) {
        out[to + row * outputs + i] = result.get(i);
      }
      give(pass);
      row += count;
    }
  }

  /** Has the virtual machine compile what predictions of one row need; takes about a second. */
  public Predictor warmUp() {
    return warmUp(1);
  }

  /**
   * Has the virtual machine compile what predictions of so many rows need: predicts zeros until
   * that becomes no faster, 5 seconds at most.
   */
  public Predictor warmUp(int rows) {
    checkRows(rows);
    int count = Math.max(1, Math.min(MAX_ROWS, rows));
    float[] in = new float[count * inputs()];
    float[] out = new float[count * outputs];
    boolean encodes = encoder.columns().stream().allMatch(column -> column.outputs() > 0);
    long start = System.nanoTime();
    double best = Double.MAX_VALUE;
    for (int settled = 0; settled < SETTLED && System.nanoTime() - start < WARM_UP_NANOS; ) {
      long round = System.nanoTime();
      int runs = 0;
      do {
        if (encodes) {
          predict(in, out, count);
        } else {
          Pass pass = take(count);
          pass.run(count);
          give(pass);
        }
        runs++;
      } while (System.nanoTime() - round < ROUND_NANOS);
      double nanos = (double) (System.nanoTime() - round) / runs;
      settled = nanos < 0.97 * best ? 0 : settled + 1;
      best = Math.min(best, nanos);
    }
    return this;
  }

  private static void checkRows(int rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("rows is " + rows + ", a size is at least 0");
    }
  }

  private void check(int in, int out, int rows) {
    checkRows(rows);
    if (in < (long) rows * inputs()) {
      throw new IllegalArgumentException(
          "in has %d numbers, %d rows of %d are to be read".formatted(in, rows, inputs()));
    }
    if (out < (long) rows * outputs) {
      throw new IllegalArgumentException(
          "out has room for %d numbers, %d rows of %d are to be written"
              .formatted(out, rows, outputs));
    }
  }

  private Pass take(int rows) {
    Pass pass = rows == 1 ? single.take() : batches.take();
    return pass != null ? pass : plan.pass(rows == 1 ? 1 : MAX_ROWS);
  }

  private void give(Pass pass) {
    (pass.maxRows() == 1 ? single : batches).give(pass);
  }
}
