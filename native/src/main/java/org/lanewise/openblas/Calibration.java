package org.lanewise.openblas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.core.Transpose;

/**
 * How fast OpenBLAS is on this machine compared to the backend that does everything else, product
 * by product.
 *
 * @param samples what was measured so far
 */
record Calibration(List<Sample> samples) {
  /** The largest threshold that a calibration may find: 256 x 256 x 256. */
  static final long MAX_THRESHOLD = 1L << 24;

  /** What a difference of two speeds must exceed to be more than an accident. */
  private static final double NOISE = 1.05;

  /**
   * The same for products of some microseconds: how the compiler arranges the calls and where the
   * operands lie moves them by a tenth from one start to the next.
   */
  private static final double SMALL_NOISE = 1.15;

  /** Multiply-adds up to which a product is small. */
  private static final double SMALL = 1 << 20;

  /** Sizes whose ratios multiply to more than 2^6 are too far apart to tell of each other. */
  private static final long MAX_DISTANCE = 6L << 23;

  /** A product that was, or is to be, measured. */
  record Shape(boolean isDouble, Transpose transA, Transpose transB, int m, int n, int k) {
    double work() {
      return (double) m * n * k;
    }

    /** Returns a product of the same kind and a part of the rows. */
    Shape part(int divisor) {
      return new Shape(isDouble, transA, transB, Math.max(1, m / divisor), n, k);
    }

    @Override
    public String toString() {
      String letters = (transA == Transpose.NO ? "N" : "T") + (transB == Transpose.NO ? "N" : "T");
      return (isDouble ? "dgemm " : "sgemm ") + letters + " " + m + " x " + n + " x " + k;
    }
  }

  /**
   * One measurement.
   *
   * @param shape the product
   * @param gain the median of OpenBLAS's speed over the other's
   * @param low what a quarter of the measurements were below
   * @param doubtful whether it is a win that must come again, in another virtual machine, before it
   *     counts
   */
  record Sample(Shape shape, double gain, double low, boolean doubtful) {
    Sample(Shape shape, double gain, double low) {
      this(shape, gain, low, false);
    }

    private boolean isDoubtful(Calibration before) {
      return doubtful
          || isWin() && before.samples.stream().noneMatch(sample -> sample.shape().equals(shape));
    }

    boolean isWin() {
      return !doubtful && low > (shape.work() <= SMALL ? SMALL_NOISE : NOISE);
    }
  }

  Calibration {
    samples = List.copyOf(samples);
  }

  /**
   * Returns the products to measure: four layers of a perceptron, wide to narrow, in the three
   * forms of a training step for a small and a large batch; and a square, also in the fourth form.
   */
  static List<Shape> shapes() {
    int[][] layers = {{784, 512}, {500, 100}, {512, 10}, {100, 10}};
    List<Shape> shapes = new ArrayList<>();
    for (boolean isDouble : new boolean[] {false, true}) {
      for (int rows : new int[] {128, 1000}) {
        for (int[] layer : layers) {
          int in = layer[0];
          int out = layer[1];
          shapes.add(new Shape(isDouble, Transpose.NO, Transpose.NO, rows, out, in));
          shapes.add(new Shape(isDouble, Transpose.NO, Transpose.YES, rows, in, out));
          shapes.add(new Shape(isDouble, Transpose.YES, Transpose.NO, in, out, rows));
        }
      }
      for (Transpose transA : Transpose.values()) {
        for (Transpose transB : Transpose.values()) {
          shapes.add(new Shape(isDouble, transA, transB, 640, 640, 640));
        }
      }
    }
    return shapes;
  }

  /** Returns those that are not measured yet, or not beyond doubt. */
  List<Shape> missing() {
    List<Shape> missing = new ArrayList<>(shapes());
    samples.stream().filter(s -> !s.doubtful()).forEach(s -> missing.remove(s.shape()));
    return missing;
  }

  /**
   * Returns the same with doubts about wins that were not doubtful in another virtual machine
   * already: how a kernel happened to be compiled, and where the operands happened to lie, stays as
   * it is for the life of a virtual machine and looks like a win of a tenth now and then.
   */
  Calibration doubting(Calibration before) {
    return new Calibration(
        samples.stream()
            .map(s -> new Sample(s.shape(), s.gain(), s.low(), s.isDoubtful(before)))
            .toList());
  }

  /** Returns those of which OpenBLAS was faster by more than an accident. */
  List<Sample> wins() {
    return samples.stream().filter(Sample::isWin).toList();
  }

  /**
   * Returns the multiply-adds from which on OpenBLAS stands, in the geometric mean, no more than a
   * twentieth below the other backend; at most {@link #MAX_THRESHOLD}, so that who asks for
   * OpenBLAS gets it for large products. Empty until all products are measured; a doubt about one
   * of them matters little here.
   */
  Optional<Long> threshold() {
    if (samples.size() < shapes().size()) {
      return Optional.empty();
    }
    List<Sample> largestFirst = new ArrayList<>(samples);
    largestFirst.sort(Comparator.comparingDouble((Sample s) -> s.shape().work()).reversed());
    double threshold = MAX_THRESHOLD;
    double logs = 0;
    for (int i = 0; i < largestFirst.size(); i++) {
      Sample sample = largestFirst.get(i);
      logs += Math.log(sample.gain());
      if (logs >= (i + 1) * Math.log(0.95)) {
        threshold = Math.min(threshold, sample.shape().work());
      }
    }
    return Optional.of((long) threshold);
  }

  /**
   * Returns a route to OpenBLAS for products whose nearest measured one OpenBLAS won: nearest by
   * the ratios of the sizes, among those of the same form, where one that is not measured yet
   * counts as lost. Products with a vector among their operands, and those smaller than all that
   * were measured, never go there.
   */
  Route route(boolean isDouble) {
    Known[][] forms = new Known[4][];
    double least = Double.POSITIVE_INFINITY;
    for (int form = 0; form < forms.length; form++) {
      int wanted = form;
      List<Sample> known =
          Stream.concat(samples.stream(), missing().stream().map(shape -> new Sample(shape, 1, 1)))
              .filter(s -> s.shape().isDouble() == isDouble)
              .filter(s -> form(s.shape().transA(), s.shape().transB()) == wanted)
              .toList();
      // A form without a win needs no search.
      if (known.stream().noneMatch(Sample::isWin)) {
        known = List.of();
      }
      forms[form] = known.stream().map(Known::of).toArray(Known[]::new);
      for (Sample sample : known) {
        least = Math.min(least, sample.shape().work());
      }
    }
    double smallest = least;
    return (transA, transB, m, n, k) ->
        m > 1
            && n > 1
            && k > 1
            && (double) m * n * k >= smallest
            && isNearestWon(forms[form(transA, transB)], m, n, k);
  }

  private static int form(Transpose transA, Transpose transB) {
    return 2 * transA.ordinal() + transB.ordinal();
  }

  /** The logarithms of a product's sizes, and whether OpenBLAS won it: what every call compares. */
  private record Known(long m, long n, long k, boolean won) {
    static Known of(Sample sample) {
      Shape shape = sample.shape();
      return new Known(
          logarithm(shape.m()), logarithm(shape.n()), logarithm(shape.k()), sample.isWin());
    }
  }

  private static boolean isNearestWon(Known[] known, int m, int n, int k) {
    long logM = logarithm(m);
    long logN = logarithm(n);
    long logK = logarithm(k);
    long best = MAX_DISTANCE + 1;
    boolean won = false;
    for (Known one : known) {
      long distance = Math.abs(logM - one.m) + Math.abs(logN - one.n) + Math.abs(logK - one.k);
      if (distance < best) {
        best = distance;
        won = one.won;
      }
    }
    return won;
  }

  /** The bits of a float are its logarithm to base 2, straight between powers, times 2^23. */
  private static long logarithm(int size) {
    return Float.floatToRawIntBits(size);
  }
}
