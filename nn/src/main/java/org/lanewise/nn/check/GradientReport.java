package org.lanewise.nn.check;

/**
 * What a gradient check found.
 *
 * @param checked how many coordinates were compared
 * @param kinks how many were left out, since the function has a kink between the two points of the
 *     difference and the analytic value lies between the one-sided slopes
 * @param failed how many differ by more than the tolerance
 * @param worst the coordinate with the largest error relative to its tolerance; null if none was
 *     compared
 */
public record GradientReport(int checked, int kinks, int failed, Coordinate worst) {
  /**
   * One coordinate.
   *
   * @param name the parameter's name, or {@code "input"}
   * @param index its position in row-major order
   * @param analytic the derivative of the backward pass
   * @param numeric the central difference
   * @param excess the error as a multiple of its tolerance; above 1 is a failure
   */
  public record Coordinate(
      String name, int index, double analytic, double numeric, double excess) {}

  /** Returns whether something was compared and nothing differs. */
  public boolean passed() {
    return checked > 0 && failed == 0;
  }

  /**
   * Throws unless the check passed.
   *
   * @throws AssertionError with the worst coordinate
   */
  public void assertPassed() {
    if (!passed()) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    if (worst == null) {
      return "no coordinate was compared";
    }
    return String.format(
        java.util.Locale.ROOT,
        "%d of %d coordinates differ, %d kinks left out; worst: %s[%d] analytic %.9g, numeric %.9g"
            + " (%.3g of the tolerance)",
        failed,
        checked,
        kinks,
        worst.name,
        worst.index,
        worst.analytic,
        worst.numeric,
        worst.excess);
  }
}
