package org.lanewise.openblas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.lanewise.core.DoubleProducts;
import org.lanewise.core.FloatProducts;
import org.lanewise.core.Transpose;

/**
 * Measures OpenBLAS against the backend that does everything else, in turns, on one thread, for a
 * limited time.
 *
 * <p>In a virtual machine that has just started, kernels run a thousand times slower until they are
 * compiled. So all products are warmed up first, each with a few of its rows before it is tried
 * whole, for a limited time of its own. What has not settled when time is up does not count: it
 * stays unmeasured, for the next calibration.
 */
final class Calibrator {
  /** How long measuring takes at most, but for the product it is at. */
  static final long BUDGET_NANOS = 1_000_000_000L;

  /** How long it waits for the compiler at most before that, but for the product it is at. */
  static final long WARM_UP_NANOS = 5_000_000_000L;

  /** How long one time should be at least, so that the clock and interruptions do not matter. */
  private static final long SLICE_NANOS = 150_000L;

  private static final int MIN_ROUNDS = 5;
  private static final int MAX_ROUNDS = 41;

  /** Until it is compiled, a kernel is slower than OpenBLAS by more than this. */
  private static final int UNCOMPILED = 2;

  /** A kernel that has not become faster for so long will not: it is what it is. */
  private static final long COMPILED_NANOS = 700_000_000L;

  /** The same for one whose gain was doubted: one busy processor compiles for seconds. */
  private static final long DOUBTED_NANOS = 1_000_000_000L;

  /** How far the first and the second half of the rounds may be apart. */
  private static final double SETTLED = 1.05;

  private static final int PAUSES = 3;

  private static final int[] PARTS = {16, 4, 1};

  /** Does one product once. */
  interface Engine {
    Runnable product(Calibration.Shape shape);
  }

  private final Engine openBlas;
  private final Engine other;
  private final LongSupplier clock;
  private final Runnable pause;
  private long deadline;

  /**
   * Sets up.
   *
   * @param pause leaves the processor to the compiler for a while
   */
  Calibrator(Engine openBlas, Engine other, LongSupplier clock, Runnable pause) {
    this.openBlas = openBlas;
    this.other = other;
    this.clock = clock;
    this.pause = pause;
  }

  /** Returns what is known with what could be measured of the rest in time. */
  Calibration complete(Calibration known) {
    List<Calibration.Sample> samples = new ArrayList<>(known.samples());
    List<Calibration.Sample> doubtful =
        samples.stream().filter(Calibration.Sample::doubtful).toList();
    samples.removeAll(doubtful);
    List<Calibration.Shape> missing = known.missing();
    List<Calibration.Shape> doubted = new ArrayList<>(missing);
    doubted.retainAll(doubtful.stream().map(Calibration.Sample::shape).toList());
    missing.removeAll(doubted);
    List<Calibration.Shape> warm = new ArrayList<>();
    deadline = clock.getAsLong() + WARM_UP_NANOS;
    warmUp(doubted, DOUBTED_NANOS, warm);
    warmUp(missing, COMPILED_NANOS, warm);
    // What is good enough to be warm may still be in the compiler's queue for better.
    for (int i = 0; i < PAUSES; i++) {
      pause.run();
      warm.forEach(shape -> time(other.product(shape), 1));
    }
    deadline = clock.getAsLong() + BUDGET_NANOS;
    for (int i = 0; i < warm.size() && !isOver(); i++) {
      Calibration.Sample sample = measure(warm.get(i), share(2 * warm.size() - i));
      if (sample != null) {
        samples.add(sample);
      }
    }
    confirm(samples);
    // What could not be measured again stays in doubt; it is not forgotten.
    List<Calibration.Shape> measured = samples.stream().map(Calibration.Sample::shape).toList();
    doubtful.stream().filter(s -> !measured.contains(s.shape())).forEach(samples::add);
    return new Calibration(samples).doubting(known);
  }

  /** Measures each win again, and keeps the lower of both: an accident seldom comes twice. */
  private void confirm(List<Calibration.Sample> samples) {
    int left = (int) samples.stream().filter(Calibration.Sample::isWin).count();
    for (int i = 0; i < samples.size(); i++) {
      Calibration.Sample first = samples.get(i);
      if (first.isWin() && !isOver()) {
        Calibration.Sample second = measure(first.shape(), share(left--));
        if (second != null && second.low() < first.low()) {
          samples.set(i, second);
        }
      }
    }
  }

  /** Returns when one of so many that are left should end. */
  private long share(int parts) {
    long now = clock.getAsLong();
    return now + (deadline - now) / parts;
  }

  private boolean isOver() {
    return clock.getAsLong() >= deadline;
  }

  /** Runs products until they are compiled, and adds those that were in time. */
  private void warmUp(List<Calibration.Shape> shapes, long patience, List<Calibration.Shape> warm) {
    for (Calibration.Shape shape : shapes) {
      if (warmUp(shape, patience)) {
        warm.add(shape);
      }
    }
  }

  /**
   * Runs a product until it is compiled; returns false if that was not so in time.
   *
   * @param patience how long it may go on without becoming faster
   */
  private boolean warmUp(Calibration.Shape shape, long patience) {
    for (int part : PARTS) {
      Runnable blas = openBlas.product(shape.part(part));
      Runnable ours = other.product(shape.part(part));
      // The least so far: where the compiler shares the processor, it interrupts single runs.
      long reference = Long.MAX_VALUE;
      long best = Long.MAX_VALUE;
      long improved = clock.getAsLong();
      while (true) {
        if (isOver()) {
          return false;
        }
        reference = Math.min(reference, time(blas, 1));
        long nanos = time(ours, 1);
        if (SETTLED * nanos < best) {
          best = nanos;
          improved = clock.getAsLong();
        }
        if (nanos <= UNCOMPILED * reference || clock.getAsLong() - improved > patience) {
          break;
        }
      }
    }
    return true;
  }

  /** Returns a measurement that is done by about a time; null if it was not settled by then. */
  private Calibration.Sample measure(Calibration.Shape shape, long end) {
    Runnable blas = openBlas.product(shape);
    Runnable ours = other.product(shape);
    int runs = (int) Math.max(1, SLICE_NANOS / Math.max(1, time(blas, 1)));
    List<Double> ratios = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    while (ratios.size() < MIN_ROUNDS
        || clock.getAsLong() < end && (ratios.size() < MAX_ROUNDS || !isSettled(times))) {
      if (isOver()) {
        return null;
      }
      double oursTime = time(ours, runs);
      double blasTime = Math.max(1, time(blas, runs));
      ratios.add(oursTime / blasTime);
      times.add(oursTime);
      if (ratios.size() > MAX_ROUNDS) {
        ratios.remove(0);
        times.remove(0);
      }
    }
    return isSettled(times)
        ? new Calibration.Sample(shape, quantile(ratios, 0.5), quantile(ratios, 0.25))
        : null;
  }

  private static boolean isSettled(List<Double> times) {
    int half = times.size() / 2;
    double first = quantile(times.subList(0, half), 0.5);
    double second = quantile(times.subList(half, times.size()), 0.5);
    return first <= SETTLED * second;
  }

  private static double quantile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1) + 0.5)];
  }

  private long time(Runnable product, int runs) {
    long start = clock.getAsLong();
    for (int i = 0; i < runs; i++) {
      product.run();
    }
    return clock.getAsLong() - start;
  }

  /** Returns an engine on operands that all products share. */
  static <P extends FloatProducts & DoubleProducts> Engine engine(P products, Operands operands) {
    return shape -> {
      int lda = shape.transA() == Transpose.NO ? shape.k() : shape.m();
      int ldb = shape.transB() == Transpose.NO ? shape.n() : shape.k();
      int m = shape.m();
      int n = shape.n();
      int k = shape.k();
      Transpose ta = shape.transA();
      Transpose tb = shape.transB();
      if (shape.isDouble()) {
        double[] a = operands.doubles[0];
        double[] b = operands.doubles[1];
        double[] c = operands.doubles[2];
        return () -> products.gemm(ta, tb, m, n, k, 1.0, a, 0, lda, b, 0, ldb, 0.0, c, 0, n);
      }
      float[] a = operands.floats[0];
      float[] b = operands.floats[1];
      float[] c = operands.floats[2];
      return () -> products.gemm(ta, tb, m, n, k, 1f, a, 0, lda, b, 0, ldb, 0f, c, 0, n);
    };
  }

  /** Operands large enough for each product. */
  static final class Operands {
    private final float[][] floats;
    private final double[][] doubles;

    Operands() {
      long largest = 0;
      for (Calibration.Shape shape : Calibration.shapes()) {
        long m = shape.m();
        largest = Math.max(largest, Math.max(m * shape.k(), (long) shape.k() * shape.n()));
        largest = Math.max(largest, m * shape.n());
      }
      Random random = new Random(1);
      floats = new float[3][(int) largest];
      doubles = new double[3][(int) largest];
      for (int i = 0; i < largest; i++) {
        for (int j = 0; j < 2; j++) {
          floats[j][i] = random.nextFloat() - 0.5f;
          doubles[j][i] = floats[j][i];
        }
      }
    }
  }
}
