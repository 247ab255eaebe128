package org.lanewise.nn.optim;

/** Range checks that optimizers share. */
final class Rates {
  private Rates() {}

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " is " + value + ", it must be positive");
    }
  }

  static void decay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value + ", it must be in [0, 1)");
    }
  }
}
