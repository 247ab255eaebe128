package org.lanewise.nn.check;

import java.util.function.DoubleUnaryOperator;

/**
 * Compares a derivative with differences of the loss along a line, if the loss is smooth there.
 *
 * <p>Whether it is smooth follows from values of the loss alone and never from the derivative to be
 * checked, so a wrong derivative cannot pass for a kink. Two things stay the same where a smooth
 * function is looked at with a step of an eighth: the central slope, up to the order of {@code
 * h^2}, and {@code (8 b(h / 8) - b(h)) / 7} of the bends b, a bend being the slope to the right
 * less that to the left: it is 0 up to the order of {@code h^3}. A kink between the outer points
 * changes the central slope, one exactly in the middle has a bend that does not shrink; nowhere
 * between do both tests miss it.
 *
 * @param here the loss in the middle
 * @param step h
 * @param absolute the part of the tolerance that grows with the loss, as its rounding does
 * @param relative the part that grows with the slope
 */
record Differences(double here, double step, double absolute, double relative) {
  private static final double SHRINK = 8;

  /** A bend larger than so many tolerances is looked at closely, even if the slope agrees. */
  private static final double SUSPICIOUS = 1000;

  /** What a slope may be off by for rounding, times the loss over the step. */
  private static final double ROUNDING = 1e-14;

  /** What became of a derivative. */
  enum Verdict {
    /** It is the slope. */
    RIGHT,
    /** It is not the slope, though the loss is smooth. */
    WRONG,
    /** The loss has a kink, or is too steep for the step. */
    KINK
  }

  /**
   * What was found.
   *
   * @param numeric the slope that counts
   * @param excess the error as a multiple of its tolerance; infinite if it is not a number
   */
  record Outcome(Verdict verdict, double numeric, double excess) {}

  /** Slopes at one step: the central one, and the right one less the left one. */
  private record Slopes(double central, double bend, double tolerance, double rounding) {
    double excess(double derivative) {
      double error = Math.abs(derivative - central);
      return Double.isNaN(error) || Double.isInfinite(central)
          ? Double.POSITIVE_INFINITY
          : error == 0 ? 0 : error / tolerance;
    }
  }

  /** Compares a derivative with the slope of a loss at 0. */
  Outcome compare(DoubleUnaryOperator loss, double derivative) {
    Slopes wide = slopes(loss, step);
    double excess = wide.excess(derivative);
    if (excess <= 1 && Math.abs(wide.bend) <= SUSPICIOUS * wide.tolerance) {
      return new Outcome(Verdict.RIGHT, wide.central, excess);
    }
    for (double h = step; h >= step / SHRINK; h /= SHRINK) {
      Slopes narrow = slopes(loss, h / SHRINK);
      if (areSmooth(wide, narrow)) {
        excess = wide.excess(derivative);
        // Right only with the smaller step: something lies between the points of the larger one.
        Verdict verdict = excess > 1 ? Verdict.WRONG : h < step ? Verdict.KINK : Verdict.RIGHT;
        return new Outcome(verdict, wide.central, excess);
      }
      wide = narrow;
    }
    return new Outcome(Verdict.KINK, wide.central, wide.excess(derivative));
  }

  /** A slope that is not a number counts as smooth, so that it is reported. */
  private static boolean areSmooth(Slopes wide, Slopes narrow) {
    double jump = (SHRINK * narrow.bend - wide.bend) / (SHRINK - 1);
    double margin = Math.max(wide.tolerance, wide.rounding);
    return !Double.isFinite(wide.central)
        || !(Math.abs(wide.central - narrow.central) > margin
            || Math.abs(jump) > 4 * margin); // the rounding of a bend is that much larger
  }

  private Slopes slopes(DoubleUnaryOperator loss, double h) {
    double above = loss.applyAsDouble(h);
    double below = loss.applyAsDouble(-h);
    double central = (above - below) / (2 * h);
    double bend = (above - 2 * here + below) / h;
    double size = Math.max(1, Math.abs(here));
    double tolerance = absolute * size * (step / h) + relative * Math.abs(central);
    return new Slopes(central, bend, tolerance, ROUNDING * size / h);
  }
}
