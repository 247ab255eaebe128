package org.lanewise.nn.check;

import java.util.Locale;

/**
 * What a gradient check found.
 *
 * @param checked how many coordinates were compared, or directions
 * @param kinks how many were skipped, since the loss has a kink between the two points of the
 *     difference
 * @param failed how many of those compared differ by more than the tolerance
 * @param directional whether directions were compared and not coordinates
 * @param worst the one with the largest error relative to its tolerance; null if none was compared
 */
public record GradientReport(
    int checked, int kinks, int failed, boolean directional, Coordinate worst) {
  /**
   * One coordinate, or one direction.
   *
   * @param name the parameter's name, as {@code "0.weight"}, or {@code "input"}
   * @param layer the number of the layer whose parameter it is; -1 for the input
   * @param kind that layer's kind; {@code "network"} for the input
   * @param index the coordinate's position in row-major order, or the direction's number
   * @param analytic the derivative of the backward pass
   * @param numeric the central difference
   * @param excess the error as a multiple of its tolerance; above 1 is a failure
   */
  public record Coordinate(
      String name,
      int layer,
      String kind,
      int index,
      double analytic,
      double numeric,
      double excess) {
    /** Returns the parameter's name within its layer, as {@code "weight"}. */
    public String parameter() {
      return name.substring(name.indexOf('.') + 1);
    }

    /** Returns {@code |analytic - numeric| / max(|analytic|, |numeric|)}; 0 of equal numbers. */
    public double relativeError() {
      double error = Math.abs(analytic - numeric);
      return error == 0 ? 0 : error / Math.max(Math.abs(analytic), Math.abs(numeric));
    }
  }

  /** Returns whether nothing differs, something was compared, and no more than that skipped. */
  public boolean passed() {
    return failed == 0 && checked > 0 && kinks <= checked;
  }

  /**
   * Throws unless the check passed.
   *
   * @throws AssertionError with this report as its message
   */
  public void assertPassed() {
    if (!passed()) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    String unit = directional ? "direction" : "coordinate";
    if (worst == null) {
      return "no " + unit + " was compared, " + kinks + " skipped at kinks";
    }
    return String.format(
        Locale.ROOT,
        "%d of %d %ss differ, %d skipped at kinks%s; worst: %s%s%d%s of %s: analytic %.9g, numeric"
            + " %.9g, relative error %.3g (%.3g of the tolerance)",
        failed,
        checked,
        unit,
        kinks,
        kinks > checked ? ", which is most: give other inputs or a smaller step" : "",
        worst.name,
        directional ? " in direction " : "[",
        worst.index,
        directional ? "" : "]",
        worst.layer < 0 ? "the network" : "layer " + worst.layer + " (" + worst.kind + ")",
        worst.analytic,
        worst.numeric,
        worst.relativeError(),
        worst.excess);
  }
}
