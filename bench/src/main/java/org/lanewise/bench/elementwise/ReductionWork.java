package org.lanewise.bench.elementwise;

import java.util.List;
import java.util.Optional;
import org.lanewise.bench.ceiling.Ceilings;
import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Backend;

/** Sums, largest entries and inner products: ours, the plain loop, and a loop that only reads. */
public final class ReductionWork {
  private final float[] x;
  private final float[] y;

  /** Written by every run, so that none can be dropped as unused. */
  private volatile float result;

  /** Takes the operands; only an inner product reads y. */
  public ReductionWork(float[] x, float[] y) {
    this.x = x;
    this.y = y;
  }

  /** Returns the contestants for a sum, ours first. */
  public List<Entry> sum(Backend backend) {
    double bytes = (double) Float.BYTES * x.length;
    double[] exact = exact(false);
    return List.of(
        Entry.of(
            backend.name(), bytes, () -> result = backend.sum(x.length, x, 0), () -> flaw(exact)),
        Entry.of("loop", bytes, () -> result = MathLoops.sum(x), () -> flaw(exact)),
        Ceilings.read(x));
  }

  /** Returns the contestants for the largest entry, ours first. */
  public List<Entry> max(Backend backend) {
    double bytes = (double) Float.BYTES * x.length;
    float largest = x[0];
    for (float value : x) {
      largest = Math.max(largest, value);
    }
    double[] exact = {largest, 0};
    return List.of(
        Entry.of(
            backend.name(), bytes, () -> result = backend.max(x.length, x, 0), () -> flaw(exact)),
        Entry.of("loop", bytes, () -> result = MathLoops.max(x), () -> flaw(exact)),
        Ceilings.read(x));
  }

  /** Returns the contestants for an inner product, ours first. */
  public List<Entry> dot(Backend backend) {
    double bytes = 2.0 * Float.BYTES * x.length;
    double[] exact = exact(true);
    return List.of(
        Entry.of(
            backend.name(),
            bytes,
            () -> result = backend.dot(x.length, x, 0, 1, y, 0, 1),
            () -> flaw(exact)),
        Entry.of("loop", bytes, () -> result = MathLoops.dot(x, y), () -> flaw(exact)),
        Ceilings.read(x));
  }

  /** Returns the value, and the bound {@code n eps sum |term|} that any order of terms keeps. */
  private double[] exact(boolean product) {
    double sum = 0;
    double magnitude = 0;
    for (int i = 0; i < x.length; i++) {
      double term = product ? (double) x[i] * y[i] : x[i];
      sum += term;
      magnitude += Math.abs(term);
    }
    return new double[] {sum, x.length * 0x1p-24 * magnitude};
  }

  private Optional<String> flaw(double[] exact) {
    float actual = result;
    result = Float.NaN;
    return Math.abs(actual - exact[0]) <= exact[1]
        ? Optional.empty()
        : Optional.of(actual + " instead of " + exact[0]);
  }
}
