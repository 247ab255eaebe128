package org.lanewise.nn.optim;

/** Range checks that optimizers and schedules share. */
final class Ranges {
  private Ranges() {}

  static void positive(String name, double value) {
    require(value > 0 && value < Double.POSITIVE_INFINITY, name, value, "positive");
  }

  static void atLeastZero(String name, double value) {
    require(value >= 0 && value < Double.POSITIVE_INFINITY, name, value, "at least 0");
  }

  static void decay(String name, double value) {
    require(value >= 0 && value < 1, name, value, "in [0, 1)");
  }

  static void atLeastOne(String name, int value) {
    require(value >= 1, name, value, "at least 1");
  }

  static void require(boolean right, String name, Number value, String range) {
    if (!right) {
      throw new IllegalArgumentException(name + " is " + value + ", it must be " + range);
    }
  }
}
