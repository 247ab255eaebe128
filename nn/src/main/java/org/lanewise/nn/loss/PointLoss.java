package org.lanewise.nn.loss;

import java.util.Locale;
import org.lanewise.core.UnaryOp;

/**
 * The losses that are a short formula of an output y and a target t, and have no kernel.
 *
 * @param delta of {@link Kind#HUBER}, above 0; 1 for all others
 */
public record PointLoss(Kind kind, Reduction reduction, double delta) implements ElementwiseLoss {
  private static final double EPSILON = 1e-12;
  private static final double LARGEST_RATE = StrictMath.exp(80);

  /** The formulas. */
  public enum Kind {
    /** {@code |y - t|}; the derivative is its sign, and 0 at the kink. */
    MAE("finite"),
    /** {@code e^2 / 2} up to an error e of delta, {@code delta (e - delta / 2)} beyond it. */
    HUBER("finite"),
    /**
     * {@code max(0, 1 - s y)} for a score y and the side s: 1 where t is 1, -1 where t is -1 or 0.
     * Each output is a question of its own; there is no form for classes that exclude each other.
     */
    HINGE("1, or -1 or 0 for the other side"),
    /**
     * {@code (sqrt y - sqrt t)^2 / 2} for probabilities: the network ends with a softmax or
     * sigmoid. The sum over a row is the squared Hellinger distance. As the root has no derivative
     * at 0, 1e-12 is added under both; it changes the loss by less than 1e-6.
     */
    HELLINGER("between 0 and 1"),
    /**
     * {@code e^y - t y} for a log rate y and a count t, less what that is at best, {@code t - t log
     * t}: half the deviance. Above y = 80 it goes on along its tangent, for a float holds no e^89.
     */
    POISSON("a count: finite and at least 0");

    private final String targets;

    Kind(String targets) {
      this.targets = targets;
    }
  }

  /** Checks delta. */
  public PointLoss {
    if (!(delta > 0 && delta <= Double.MAX_VALUE) || (delta != 1 && kind != Kind.HUBER)) {
      throw new IllegalArgumentException(
          "delta of " + kind + " is " + delta + "; it must be above 0, and 1 but for HUBER");
    }
  }

  /** Creates the mean over all elements; for Huber with a delta of 1. */
  public PointLoss(Kind kind) {
    this(kind, Reduction.MEAN, 1);
  }

  @Override
  public String name() {
    return Losses.name(
        kind.name().toLowerCase(Locale.ROOT) + (delta == 1 ? "" : ":" + delta), reduction);
  }

  @Override
  public UnaryOp link() {
    return kind == Kind.POISSON ? UnaryOp.EXP : UnaryOp.IDENTITY;
  }

  @Override
  public String wrong(double target) {
    boolean right =
        switch (kind) {
          case HINGE -> target == 1 || target == 0 || target == -1;
          case HELLINGER -> target >= 0 && target <= 1;
          case POISSON -> target >= 0 && target <= Double.MAX_VALUE;
          default -> Double.isFinite(target);
        };
    return right ? null : kind.targets;
  }

  @Override
  public double value(double output, double target) {
    double error = Math.abs(output - target);
    return switch (kind) {
      case MAE -> error;
      case HUBER -> error <= delta ? 0.5 * error * error : delta * (error - 0.5 * delta);
      case HINGE -> Math.max(0, 1 - (target == 1 ? output : -output));
      case HELLINGER -> {
        if (output < 0) {
          throw new IllegalArgumentException(
              "an output is " + output + ", no probability: end the network with softmax");
        }
        double distance = Math.sqrt(output + EPSILON) - Math.sqrt(target + EPSILON);
        yield 0.5 * distance * distance;
      }
      case POISSON -> {
        double rate = StrictMath.exp(Math.min(output, 80)) * Math.max(1, output - 79);
        double log = target == 0 ? 0 : StrictMath.log(target);
        yield Math.max(0, rate - target - target * (output - log));
      }
    };
  }

  @Override
  public double derivative(double prediction, double target) {
    double error = prediction - target;
    double side = target == 1 ? 1 : -1;
    return switch (kind) {
      case MAE -> Math.signum(error);
      case HUBER -> Math.max(-delta, Math.min(delta, error));
      case HINGE -> side * prediction < 1 ? -side : 0;
      case HELLINGER -> 0.5 - 0.5 * Math.sqrt((target + EPSILON) / (prediction + EPSILON));
      case POISSON -> Math.min(prediction, LARGEST_RATE) - target;
    };
  }
}
