package org.lanewise.nn.optim;

/**
 * The learning rate over time: for each step, counted from 1, a factor on the optimizer's rate. In
 * the formulas {@code t = step - 1}, so that a schedule starts with t = 0. Pure, and the same bits
 * on every machine. A schedule of one's own has to tell its settings by {@code toString} if a
 * training with it is to be resumed.
 */
@FunctionalInterface
public interface LearningRate {
  /** Returns the factor of a step, the first being 1. */
  double factor(int step);

  /**
   * Returns the schedule to go on with after an epoch that ended with a validation loss: this one,
   * unless it is {@link #onPlateau}. A resumed training gets there by the losses of its history.
   */
  default LearningRate observe(double validationLoss) {
    return this;
  }

  /** Returns {@code 1}. */
  static LearningRate constant() {
    return new Named("constant", step -> 1);
  }

  /** Returns {@code factor^floor(t / every)}. */
  static LearningRate steps(int every, double factor) {
    Ranges.atLeastOne("steps", every);
    share("factor", factor);
    return new Named("steps " + every + ", " + factor, step -> power(factor, (step - 1) / every));
  }

  /** Returns {@code factor^(t / every)}. */
  static LearningRate exponential(int every, double factor) {
    Ranges.atLeastOne("steps", every);
    share("factor", factor);
    return new Named(
        "exponential " + every + ", " + factor, step -> power(factor, (step - 1.0) / every));
  }

  /** Returns {@code end + (1 - end) (1 - t / length)^power}, and end from t = length on. */
  static LearningRate polynomial(int length, double power, double end) {
    Ranges.atLeastOne("length", length);
    Ranges.positive("power", power);
    share("end", end);
    return new Named(
        "polynomial " + length + ", " + power + ", " + end,
        step -> end + (1 - end) * power(1 - Math.min(1, (step - 1.0) / length), power));
  }

  /** Returns {@code 1 / (1 + t / halving)}: the factor is a half after so many steps. */
  static LearningRate inverse(int halving) {
    Ranges.atLeastOne("steps", halving);
    return new Named("inverse " + halving, step -> 1 / (1 + (step - 1.0) / halving));
  }

  /**
   * Returns half a cosine from 1 down to end that restarts (Loshchilov and Hutter 2017): {@code end
   * + (1 - end) (1 + cos(pi t / period)) / 2} for t within a period.
   *
   * @param period the length of the first fall
   * @param growth by how much each period is longer than the one before; 1 keeps the length
   */
  static LearningRate cosine(int period, int growth, double end) {
    Ranges.atLeastOne("period", period);
    Ranges.atLeastOne("growth", growth);
    share("end", end);
    return new Named(
        "cosine " + period + ", " + growth + ", " + end,
        step -> {
          long t = growth == 1 ? (step - 1) % period : step - 1;
          long length = period;
          for (; t >= length; length *= growth) {
            t -= length;
          }
          return between(1, end, (double) t / length);
        });
  }

  /**
   * Returns one rise and one fall, each half a cosine (Smith and Topin 2018): from 1/25 to 1 in the
   * given share of the steps, then to 1/250,000 in the last step, and so on from there.
   */
  static LearningRate oneCycle(int length, double rise) {
    Ranges.atLeastOne("length", length);
    share("rise", rise);
    double top = rise * (length - 1);
    return new Named(
        "one-cycle " + length + ", " + rise,
        step -> {
          double t = Math.min(step - 1, length - 1);
          return t < top
              ? between(0.04, 1, t / top)
              : between(1, 4e-6, t == top ? 0 : (t - top) / (length - 1 - top));
        });
  }

  private static void share(String name, double value) {
    Ranges.require(value >= 0 && value <= 1, name, value, "in [0, 1]");
  }

  // Not StrictMath.pow and cos, which allocate.
  private static double power(double base, double exponent) {
    return exponent == 0 ? 1 : StrictMath.exp(exponent * StrictMath.log(base));
  }

  /** Goes from one number to another along half a cosine, which is summed up as a sine's series. */
  private static double between(double from, double to, double share) {
    double x = Math.PI * (0.5 - share);
    double sine = 0;
    for (int k = 21; k >= 3; k -= 2) {
      sine = (1 + sine) * -x * x / (k * (k - 1));
    }
    return to + (from - to) * (1 + x * (1 + sine)) / 2;
  }

  /** Returns {@code step / length} up to 1, and from there on another schedule from its start. */
  static LearningRate warmUp(int length, LearningRate then) {
    Ranges.atLeastOne("warm-up", length);
    return new WarmUp(length, then);
  }

  /**
   * Returns a factor that starts with 1 and is multiplied whenever the validation loss has not
   * fallen for more epochs than {@code patience}.
   *
   * @param minChange how much less than the lowest so far a loss must be to count as lower
   */
  static LearningRate onPlateau(double factor, int patience, double minChange) {
    share("factor", factor);
    Ranges.atLeastZero("patience", patience);
    Ranges.atLeastZero("minimum change", minChange);
    return new Plateau(factor, patience, minChange, 1, Double.POSITIVE_INFINITY, 0);
  }

  /** A formula that tells its settings, as checkpoints want it. */
  record Named(String settings, LearningRate formula) implements LearningRate {
    @Override
    public double factor(int step) {
      return formula.factor(step);
    }

    @Override
    public String toString() {
      return settings;
    }
  }

  /** See {@link #warmUp}. */
  record WarmUp(int length, LearningRate then) implements LearningRate {
    @Override
    public double factor(int step) {
      return step <= length ? (double) step / length : then.factor(step - length);
    }

    @Override
    public LearningRate observe(double validationLoss) {
      return new WarmUp(length, then.observe(validationLoss));
    }
  }

  /** See {@link #onPlateau}; with the factor now, the lowest loss, and the epochs since. */
  record Plateau(
      double factor, int patience, double minChange, double now, double lowest, int waited)
      implements LearningRate {
    @Override
    public double factor(int step) {
      return now;
    }

    @Override
    public LearningRate observe(double loss) {
      if (loss < lowest - minChange) {
        return new Plateau(factor, patience, minChange, now, loss, 0);
      }
      return waited < patience
          ? new Plateau(factor, patience, minChange, now, lowest, waited + 1)
          : new Plateau(factor, patience, minChange, now * factor, lowest, 0);
    }
  }
}
