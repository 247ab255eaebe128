package org.lanewise.bench.elementwise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lanewise.bench.ceiling.Ceilings;
import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;

/** One function of one variable on arrays of one size: ours, its rivals, and a plain copy. */
public final class UnaryWork {
  private static final int MAX_SAMPLE = 1 << 14;

  /** What the rivals may be off; some compute in single precision throughout. */
  private static final double TOLERANCE = 1e-5;

  private final UnaryOp op;
  private final float[] x;
  private final float[] y;
  private final float[] expected;

  /** Takes x as input and y as output; the scalar backend decides what is right. */
  public UnaryWork(UnaryOp op, float[] x, float[] y) throws BackendUnavailableException {
    this.op = op;
    this.x = x;
    this.y = y;
    expected = new float[Math.min(x.length, MAX_SAMPLE)];
    Backends.named("scalar").unary(op, expected.length, x, x.length - expected.length, expected, 0);
  }

  /** Returns a function of each kind that there is; one with a parameter gets a common value. */
  public static List<UnaryOp> functions() {
    return Arrays.stream(UnaryOp.Kind.values()).map(UnaryWork::function).toList();
  }

  private static UnaryOp function(UnaryOp.Kind kind) {
    return switch (kind) {
      case LEAKY_RELU -> UnaryOp.leakyRelu(0.01);
      case ELU -> UnaryOp.elu(1);
      case SELU -> UnaryOp.SELU;
      case CLAMP -> UnaryOp.clamp(-1, 1);
      default -> new UnaryOp(kind, 0, 0);
    };
  }

  /** Returns the function's name in small letters. */
  public String name() {
    return op.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Returns the contestants, ours first. */
  public List<Entry> contestants(Backend backend) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(backend.name(), 0, (in, out) -> backend.unary(op, in.length, in, 0, out, 0)));
    MathLoops.of(op).ifPresent(map -> entries.add(entry("loop", TOLERANCE, map)));
    LanewiseLoops.of(op).ifPresent(map -> entries.add(entry("lanewise", TOLERANCE, map)));
    entries.add(Ceilings.copy(x, y));
    return entries;
  }

  private Entry entry(String name, double tolerance, FloatMap map) {
    return Entry.of(
        name, 2.0 * Float.BYTES * x.length, () -> map.apply(x, y), () -> flaw(tolerance));
  }

  /** Looks at the last elements, where tails are, and forgets them for the next rival. */
  private Optional<String> flaw(double tolerance) {
    int from = x.length - expected.length;
    Optional<String> flaw = Optional.empty();
    for (int i = 0; i < expected.length && flaw.isEmpty(); i++) {
      float actual = y[from + i];
      boolean right =
          Float.floatToIntBits(actual) == Float.floatToIntBits(expected[i])
              || Math.abs(actual - expected[i]) <= tolerance * Math.abs(expected[i]);
      if (!right) {
        flaw =
            Optional.of(
                name() + " of " + x[from + i] + " is " + actual + " instead of " + expected[i]);
      }
    }
    Arrays.fill(y, from, x.length, Float.NaN);
    return flaw;
  }
}
